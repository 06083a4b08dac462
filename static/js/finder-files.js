/* Finder: loads the index of streets, the outlines and the words of the answers. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});
  const PATIENCE = 6000; // ms; after that the visitor is better served in another way

  /* Promise of the file at an address, read as "json" or "text"; fails when there is none, or none
     in time. */
  addressFinder.fetchFile = async (address, form = "json") => {
    const stop = new AbortController();
    const timer = window.setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await window.fetch(address, { signal: stop.signal });
      if (!response.ok) {
        throw new Error(`${address}: ${response.status}`);
      }
      return await response[form]();
    } finally {
      window.clearTimeout(timer);
    }
  };
})();
