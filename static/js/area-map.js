/* The map of the Handlungsräume: Leaflet takes the place of the server's drawing.
   Place: [data-outlines], with the address of the GeoJSON and of the basemap; on-demand.js brings this
   file with Leaflet and its style. Without Leaflet, or when the data does not load, the drawing stays.
   With data-answers-clicks a click on an outline is left to who hears the event map-ready, whose
   detail is Leaflet's map. */
(() => {
  const frame = document.querySelector("[data-outlines]");
  if (!frame || !window.L) {
    return;
  }
  const place = frame.querySelector("[data-map-options]");
  const options = JSON.parse(place.dataset.mapOptions);
  const berlin = L.latLngBounds(options.extent);
  const stressed = frame.dataset.stressed.split(" ").filter(Boolean);
  const isOther = (area) => stressed.length > 0 && !stressed.includes(String(area));
  const shown = (frame.dataset.shown ?? "").split(" ").filter(Boolean);
  const isShown = (area) => shown.length === 0 || shown.includes(String(area));
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const createMap = () => {
    const map = L.map(place, {
      attributionControl: options.layers.length > 0,
      fadeAnimation: !isCalm,
      markerZoomAnimation: !isCalm,
      maxBounds: berlin.pad(0.2),
      maxZoom: options.layers.length > 0 ? options.maxzoom : 14,
      scrollWheelZoom: false,
      zoomAnimation: !isCalm,
      zoomControl: false,
      zoomSnap: 0.25,
    });
    L.control
      .zoom({
        position: "bottomright",
        zoomInTitle: frame.dataset.zoomIn,
        zoomOutTitle: frame.dataset.zoomOut,
      })
      .addTo(map);
    place.setAttribute("role", "region");
    place.setAttribute("aria-label", frame.dataset.label);
    return map;
  };

  const addBasemap = (map) => {
    if (options.layers.length > 0) {
      const [, url, settings] = options.layers[0];
      map.attributionControl.setPrefix(false);
      L.tileLayer(url, settings).addTo(map);
    } else {
      L.imageOverlay(frame.dataset.basemap, berlin, { alt: "" }).addTo(map);
    }
  };

  const nameOf = ({ label, name, basis }) => {
    const assumed = basis === "angenommen" ? `, ${frame.dataset.assumed}` : "";
    return `${frame.dataset.name} ${label} ${name}${assumed}`;
  };

  /* Leaflet's paths are mere shapes: here each becomes a link. */
  const makeLink = (layer, properties) => {
    layer.on("add", () => {
      const path = layer.getElement();
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", "link");
      path.setAttribute("aria-label", nameOf(properties));
      path.dataset.area = properties.area;
      path.dataset.part = properties.label;
      path.addEventListener("keydown", (event) => {
        if (event.key === "Enter") {
          window.location.assign(properties.url);
        }
      });
    });
    layer.on("click", ({ originalEvent }) => {
      // A screen reader's click has no place (detail 0): it means the link, not a point.
      if (!("answersClicks" in frame.dataset) || originalEvent.detail === 0) {
        window.location.assign(properties.url);
      }
    });
  };

  const classNames = ({ basis, area }) =>
    ["area", basis === "angenommen" && "is-assumed", isOther(area) && "is-other"]
      .filter(Boolean)
      .join(" ");

  const addNumber = (map, { label, area, number_at: [longitude, latitude] }) => {
    const text = document.createElement("span");
    text.textContent = label;
    const className = isOther(area) ? "area-number is-other" : "area-number";
    const icon = L.divIcon({ className, html: text, iconSize: null });
    const settings = { icon, interactive: false, keyboard: false };
    const marker = L.marker([latitude, longitude], settings).addTo(map);
    marker.getElement().setAttribute("aria-hidden", "true");
  };

  const addOutlines = (map, outlines) => {
    const layers = L.geoJSON(outlines, {
      filter: (feature) => isShown(feature.properties.area),
      style: (feature) => ({ className: classNames(feature.properties) }),
      onEachFeature: (feature, layer) => makeLink(layer, feature.properties),
    }).addTo(map);
    layers.eachLayer((layer) => addNumber(map, layer.feature.properties));
  };

  /* While all of Berlin is in view a swipe scrolls the page, not the map. */
  const keepInView = (map) => {
    let overview = 0;
    const isOverview = () => map.getZoom() <= overview;
    const fit = () => {
      // Unsnapped, so that the map is as large as the drawing it replaces.
      map.setMinZoom(0);
      map.options.zoomSnap = 0;
      map.fitBounds(berlin, { animate: false });
      map.options.zoomSnap = 0.25;
      overview = map.getZoom();
      map.setMinZoom(overview);
    };
    map.on("resize", () => isOverview() && fit());
    map.on("zoomend", () => (isOverview() ? map.dragging.disable() : map.dragging.enable()));
    fit();
    map.dragging.disable();
  };

  const show = (outlines) => {
    const map = createMap();
    keepInView(map);
    addBasemap(map);
    addOutlines(map, outlines);
    frame.classList.toggle("has-stressed", stressed.length > 0);
    frame.classList.add("is-live");
    frame.dispatchEvent(new CustomEvent("map-ready", { detail: map }));
  };

  // Leaflet measures its place, so its style has to be there.
  const isStyled = new Promise((resolve) => frame.addEventListener("on-demand-loaded", resolve));
  const outlines = fetch(frame.dataset.outlines).then((response) =>
    response.ok ? response.json() : Promise.reject(response.status),
  );
  Promise.all([outlines, isStyled]).then(
    ([collection]) => show(collection),
    () => frame.dispatchEvent(new CustomEvent("map-failed")),
  );
})();
