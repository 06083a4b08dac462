/* The map fields of the administration: an area or a place is drawn, and kept as GeoJSON text.
   Hooks: [data-map-field] with [data-map], [data-message] and a textarea. Needs Leaflet,
   Leaflet.draw and gettext (the admin's catalogue). Early return where Leaflet is not loaded. */
"use strict";
(function () {
  if (!window.L || !L.Control.Draw) return;

  const DECIMALS = 6; // about ten centimetres
  const PIN = L.divIcon({ className: "map-field-pin", iconSize: [22, 22] });
  const MESSAGES = {
    unreadable: gettext("Die Karte kann diesen Text nicht zeigen. Gespeichert wird nur lesbares GeoJSON."),
    wrongKind: gettext("Die Karte kann diesen Text nicht zeigen: Er enthält nicht die erwartete Geometrie."),
  };

  function setUp(field) {
    const box = field.querySelector("[data-map]");
    const text = field.querySelector("textarea");
    const message = field.querySelector("[data-message]");
    const isPoint = field.dataset.geomType === "POINT";
    const [west, south, east, north] = JSON.parse(field.dataset.bounds);
    const berlin = L.latLngBounds([south, west], [north, east]);

    box.hidden = false;
    const map = drawMap(box, berlin, field.dataset);
    const drawn = L.featureGroup().addTo(map);
    map.addControl(drawControl(drawn, isPoint));

    function show() {
      drawn.clearLayers();
      message.textContent = "";
      if (!text.value.trim()) return;
      try {
        layersOf(JSON.parse(text.value), isPoint).forEach((layer) => drawn.addLayer(layer));
      } catch (error) {
        message.textContent = error instanceof SyntaxError ? MESSAGES.unreadable : MESSAGES.wrongKind;
      }
    }

    function keep() {
      const parts = drawn.getLayers().map((layer) => layer.toGeoJSON(DECIMALS).geometry);
      message.textContent = "";
      if (!parts.length) text.value = "";
      else if (isPoint) text.value = JSON.stringify(parts[0]);
      else {
        const coordinates = parts.map((part) => part.coordinates);
        text.value = JSON.stringify({ type: "MultiPolygon", coordinates });
      }
    }

    function fit() {
      map.invalidateSize({ animate: false });
      const bounds = drawn.getLayers().length ? drawn.getBounds().pad(0.15) : berlin;
      map.fitBounds(bounds, { maxZoom: 15, animate: false });
    }

    map.on("draw:created", (event) => {
      if (isPoint) drawn.clearLayers();
      drawn.addLayer(event.layer);
      keep();
    });
    // Also while editing: who saves the form without ending the editing loses nothing.
    map.on("draw:edited draw:deleted draw:editvertex draw:editmove draw:editstop draw:deletestop", keep);
    text.addEventListener("input", () => { show(); fit(); });

    show();
    // Inside a closed part of the form the map has no size; it is fitted when it gets one.
    let width = 0;
    new ResizeObserver(() => {
      if (box.offsetWidth && box.offsetWidth !== width) {
        width = box.offsetWidth;
        fit();
      }
    }).observe(box);
  }

  function drawMap(box, berlin, data) {
    const map = L.map(box, {
      zoomControl: false,
      attributionControl: Boolean(data.tileAttribution),
      scrollWheelZoom: false,
      zoomSnap: 0.25,
      minZoom: 8,
      maxZoom: 18,
      maxBounds: berlin.pad(0.2),
    }).fitBounds(berlin);
    L.control.zoom({ zoomInTitle: gettext("Vergrößern"), zoomOutTitle: gettext("Verkleinern") }).addTo(map);
    L.imageOverlay(data.basemap, berlin, { className: "map-field-basemap" }).addTo(map);
    if (data.tiles) {
      map.attributionControl?.setPrefix("");
      L.tileLayer(data.tiles, { attribution: data.tileAttribution }).addTo(map);
    }
    return map;
  }

  function drawControl(drawn, isPoint) {
    const shape = { className: "map-field-shape" };
    return new L.Control.Draw({
      draw: {
        polygon: isPoint ? false : { shapeOptions: shape, allowIntersection: false },
        marker: isPoint ? { icon: PIN } : false,
        polyline: false, rectangle: false, circle: false, circlemarker: false,
      },
      edit: { featureGroup: drawn, poly: { allowIntersection: false } },
    });
  }

  /* Leaflet layers of a GeoJSON object; raises a TypeError for what is not of the wanted kind. */
  function layersOf(geojson, isPoint) {
    if (geojson.type === "FeatureCollection") {
      return geojson.features.flatMap((feature) => layersOf(feature, isPoint));
    }
    if (geojson.type === "Feature") return layersOf(geojson.geometry, isPoint);
    if (isPoint && geojson.type === "Point") {
      return [L.marker(L.GeoJSON.coordsToLatLng(geojson.coordinates), { icon: PIN })];
    }
    const polygons = { Polygon: [geojson.coordinates], MultiPolygon: geojson.coordinates };
    if (isPoint || !polygons[geojson.type]) throw new TypeError("kind of geometry");
    return polygons[geojson.type].map((rings) =>
      L.polygon(L.GeoJSON.coordsToLatLngs(rings, 1), { className: "map-field-shape" }));
  }

  function speakGerman() {
    const { draw, edit } = L.drawLocal;
    draw.toolbar.actions = { title: gettext("Zeichnen abbrechen"), text: gettext("Abbrechen") };
    draw.toolbar.finish = { title: gettext("Zeichnen beenden"), text: gettext("Fertig") };
    draw.toolbar.undo = { title: gettext("Letzten Punkt löschen"), text: gettext("Letzten Punkt löschen") };
    draw.toolbar.buttons.polygon = gettext("Fläche zeichnen");
    draw.toolbar.buttons.marker = gettext("Ort setzen");
    draw.handlers.marker.tooltip.start = gettext("Auf die Karte klicken, um den Ort zu setzen.");
    draw.handlers.polygon.tooltip = {
      start: gettext("Klicken setzt den ersten Punkt."),
      cont: gettext("Klicken setzt den nächsten Punkt."),
      end: gettext("Klick auf den ersten Punkt schließt die Fläche."),
    };
    draw.handlers.polyline.error = gettext("Der Rand darf sich nicht selbst schneiden.");
    edit.toolbar.actions.save = { title: gettext("Änderungen übernehmen"), text: gettext("Übernehmen") };
    edit.toolbar.actions.cancel = { title: gettext("Änderungen verwerfen"), text: gettext("Abbrechen") };
    edit.toolbar.actions.clearAll = { title: gettext("Alles löschen"), text: gettext("Alles löschen") };
    edit.toolbar.buttons = {
      edit: gettext("Punkte verschieben"), editDisabled: gettext("Noch nichts gezeichnet"),
      remove: gettext("Löschen"), removeDisabled: gettext("Noch nichts gezeichnet"),
    };
    edit.handlers.edit.tooltip = {
      text: gettext("Punkte mit der Maus verschieben."),
      subtext: gettext("„Abbrechen“ macht alles rückgängig."),
    };
    edit.handlers.remove.tooltip = { text: gettext("Anklicken, was gelöscht werden soll.") };
  }

  function start(root) {
    root.querySelectorAll("[data-map-field]:not([data-ready])").forEach((field) => {
      if (field.closest(".empty-form")) return; // pattern for entries that are added later
      field.dataset.ready = "";
      setUp(field);
    });
  }

  L.Polyline._flat = L.LineUtil.isFlat; // Leaflet.draw calls it by its old name, which warns
  speakGerman();
  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("formset:added", (event) => start(event.target));
})();
