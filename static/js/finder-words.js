/* Finder: loads the words of the answers, a document of nothing but <template>, into the page.
   Place: [data-finder] with data-words, its address. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});
  let loading = null;

  const put = (text) => {
    const templates = new DOMParser().parseFromString(text, "text/html").querySelectorAll("template");
    if (templates.length === 0) {
      throw new Error("another document than that of the words");
    }
    document.body.append(...templates);
  };

  /* Done when the words are there; fails when they do not come, and then can be asked again. */
  addressFinder.loadWords = ({ dataset: { words } }) => {
    loading = loading || addressFinder.fetchFile(words, "text").then(put);
    loading.catch(() => {
      loading = null;
    });
    return loading;
  };
})();
