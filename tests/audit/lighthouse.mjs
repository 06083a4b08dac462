/* Runs Lighthouse on the pages named on standard input, in one browser.
 *
 * Input: JSON list of {url, skipAudits} or, to measure how fast it is, {url, performance: true}.
 * Output: JSON list of {url, scores, failed}.
 */
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const ALWAYS = { logLevel: "error", ignoreStatusCode: true, disableFullPageScreenshot: true };
// A slow telephone on a slow line, as Lighthouse has it by itself.
const MEASURED = { onlyCategories: ["performance"] };
const LOOKED_AT = {
  onlyCategories: ["accessibility", "best-practices", "seo"],
  throttlingMethod: "provided",
  // Nothing is measured, so nothing has to come to rest.
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 0,
  cpuQuietThresholdMs: 0,
};

const pages = JSON.parse(readFileSync(0, "utf8"));
const [chromePath, ...chromeFlags] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", ...chromeFlags] });
const results = [];
try {
  for (const { url, skipAudits, performance } of pages) {
    const settings = performance ? MEASURED : { ...LOOKED_AT, skipAudits };
    const { lhr } = await lighthouse(url, { ...settings, ...ALWAYS, port: chrome.port });
    const failed = Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 1);
    results.push({
      url,
      scores: Object.values(lhr.categories).map((category) => [category.title, category.score]),
      failed: failed.map((audit) => `${audit.id}: ${audit.title} ${JSON.stringify(audit.details?.items ?? "")}`.slice(0, 500)),
    });
  }
} finally {
  await chrome.kill();
}
console.log(JSON.stringify(results));
