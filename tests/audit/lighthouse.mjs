/* Runs Lighthouse on the pages named on standard input, in one browser.
 *
 * Input: JSON list of {url, skipAudits}. Output: JSON list of {url, scores, failed}.
 */
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const pages = JSON.parse(readFileSync(0, "utf8"));
const [chromePath, ...chromeFlags] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", ...chromeFlags] });
const results = [];
try {
  for (const { url, skipAudits } of pages) {
    const { lhr } = await lighthouse(url, {
      port: chrome.port,
      logLevel: "error",
      onlyCategories: ["accessibility", "best-practices", "seo"],
      skipAudits,
      ignoreStatusCode: true,
      disableFullPageScreenshot: true,
      throttlingMethod: "provided",
      // Nothing is measured, so nothing has to come to rest.
      pauseAfterFcpMs: 0,
      pauseAfterLoadMs: 0,
      networkQuietThresholdMs: 0,
      cpuQuietThresholdMs: 0,
    });
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
