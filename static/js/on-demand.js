/* Loads what a part of the page needs once somebody turns to it, so that nothing of it stands in the
   way of the first paint.
   Place: [data-scripts], addresses in the order in which they use each other, perhaps with
   [data-style], a style sheet. onDemand(element) gives a promise, and the element hears of the event
   on-demand-loaded. */
(() => {
  const loading = new Map();

  const loaded = (node) =>
    new Promise((resolve, reject) => {
      node.addEventListener("load", resolve);
      node.addEventListener("error", reject);
    });

  /* Scripts added in this way run one after the other, also those of several parts. */
  const addScript = (address) => {
    const script = document.createElement("script");
    script.src = address;
    script.async = false;
    document.body.append(script);
    return loaded(script);
  };

  /* In front of the page's own style, which has the last word. */
  const addStyle = (address) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    document.head.querySelector("style").before(link);
    return loaded(link);
  };

  const load = async (element) => {
    const { scripts, style } = element.dataset;
    const files = scripts.split(/\s+/).filter(Boolean).map(addScript);
    await Promise.all(style ? [addStyle(style), ...files] : files);
    element.dispatchEvent(new CustomEvent("on-demand-loaded"));
  };

  window.onDemand = (element) => {
    if (!loading.has(element)) {
      loading.set(element, load(element));
    }
    return loading.get(element);
  };
})();
