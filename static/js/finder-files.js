/* Finder: loads the index of streets and the outlines, all of them static files. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});
  const PATIENCE = 6000; // ms; after that the visitor is better served in another way

  /* Promise of the JSON at an address; fails when there is none, or none in time. */
  addressFinder.fetchJson = async (address) => {
    const stop = new AbortController();
    const timer = window.setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await window.fetch(address, { signal: stop.signal });
      if (!response.ok) {
        throw new Error(`${address}: ${response.status}`);
      }
      return await response.json();
    } finally {
      window.clearTimeout(timer);
    }
  };
})();
