/* Finder: the answer for a position. It is tested here against the outlines of the Handlungsräume
   and, where it lies in none, against those of the Bezirke; the position never leaves the device.
   Place: [data-finder] with data-areas and data-bezirke, the addresses of both (GeoJSON, WGS 84,
   longitude before latitude). */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});
  const BERLIN = [13.08, 52.33, 13.77, 52.68]; // degrees: west, south, east, north
  const files = new Map();

  /* Crossings of a ray to the east: an odd number lies inside. Holes count like outer rings. */
  const crosses = ([x, y], [x1, y1], [x2, y2]) =>
    y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;

  const crossings = (position, ring) =>
    ring.filter((corner, number) => number > 0 && crosses(position, ring[number - 1], corner))
      .length;

  const isInside = (position, { coordinates }) =>
    coordinates.some(
      (polygon) => polygon.reduce((sum, ring) => sum + crossings(position, ring), 0) % 2 === 1,
    );

  const featureAt = (position, { features }) =>
    features.find(({ geometry }) => isInside(position, geometry));

  addressFinder.isInBerlin = ([longitude, latitude]) => {
    const [west, south, east, north] = BERLIN;
    return west <= longitude && longitude <= east && south <= latitude && latitude <= north;
  };

  const outlines = (address) => {
    if (!files.has(address)) {
      const file = addressFinder.fetchFile(address);
      file.catch(() => files.delete(address));
      files.set(address, file);
    }
    return files.get(address);
  };

  const slugOf = (bezirk) =>
    document.querySelector(`template[data-bezirk][data-key="${CSS.escape(bezirk.id)}"]`).dataset
      .bezirk;

  /* Promise of the answer for [longitude, latitude] in degrees; fails when outlines or words do. */
  addressFinder.answerAt = async (position, form) => {
    const { answer } = addressFinder;
    await addressFinder.loadWords(form);
    if (!addressFinder.isInBerlin(position)) {
      return answer("not_berlin");
    }
    const area = featureAt(position, await outlines(form.dataset.areas));
    if (area) {
      return answer("area", { area: area.properties.label });
    }
    const bezirk = featureAt(position, await outlines(form.dataset.bezirke));
    return bezirk ? answer("outside", { bezirk: slugOf(bezirk) }) : answer("not_berlin");
  };
})();
