/* Finder: the index of streets, and which of its names a question means. Three tiers, and the
   first that finds anything wins, so that a street that is spelled right is never taken for a
   similar one: the same key, the beginning of a name, typing errors. The rules are those of
   handlungsraeume/finder/matching.py. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});
  const MOST_OPTIONS = 8;
  const MOST_GUESSES = 5;
  const SHORTEST_GUESS = 4; // letters; fewer fit too many names

  const houseNumber = (text) => {
    const [, digits, letter] = text.match(/^([0-9]{1,4}) ?([A-Za-z]?)$/) || [];
    return Number(digits) > 0 ? [Number(digits), letter.toUpperCase()] : null;
  };

  const isUpTo = ([one, letter], [other, otherLetter]) =>
    one < other || (one === other && letter <= otherLetter);

  /* A run goes along one side, even or odd as its first number is; both ends included. */
  const isInRun = (house, { first, last }) =>
    first[0] % 2 === house[0] % 2 && isUpTo(first, house) && isUpTo(house, last);

  /* Keys of a name from its second word on: suggestions find "Rosa-Luxemburg-Straße" by "luxem",
     but no street by "strasse" alone. */
  const tailsOf = (name) => {
    const words = name.split(/[ -]/);
    const tails = words.map((_, place) => words.slice(place).join(" ")).slice(1);
    return tails.map(addressFinder.key).filter(addressFinder.stem);
  };

  const prepareName = (name) => {
    const key = addressFinder.key(name);
    return { name, key, stem: addressFinder.stem(key), tails: tailsOf(name) };
  };

  const prepareStreet = ([name, rows], { areas, places }) => ({
    ...prepareName(name),
    isStreet: true,
    rows: rows.map(([place, area, first, last]) => ({
      place: places[place],
      area: areas[area],
      run: first ? { first: houseNumber(first), last: houseNumber(last) } : null,
    })),
  });

  const group = (items, keyOf) => {
    const groups = new Map();
    for (const item of items) {
      const key = keyOf(item);
      if (!groups.has(key)) {
        groups.set(key, []);
      }
      groups.get(key).push(item);
    }
    return groups;
  };

  /* The index as it is searched, with every key computed once. data: the JSON that
     handlungsraeume/finder/index.py describes; bezirkOf: slug of the Bezirk, by area. */
  addressFinder.prepare = (data, bezirkOf = {}) => {
    const streets = data.streets.map((street) => prepareStreet(street, data));
    const names = [...new Set(data.places.map(([, ortsteil]) => ortsteil))];
    const ortsteile = names.map(prepareName);
    const rows = [].concat(...streets.map((street) => street.rows));
    return {
      areas: data.areas,
      places: data.places,
      streets,
      ortsteile,
      bezirkOf,
      streetsByKey: group(streets, ({ key }) => key),
      ortsteileByKey: new Map(ortsteile.map((ortsteil) => [ortsteil.key, ortsteil])),
      rowsByPlace: group(rows, ({ place }) => place),
    };
  };

  const placesOf = ({ rows }) => [...new Set(rows.map(({ place }) => place))];

  /* What a reading can mean: an Ortsteil has no house numbers. */
  const namesFor = (index, { number }) =>
    number ? index.streets : [...index.streets, ...index.ortsteile];

  const matchOf = (reading, candidates, isExact, isSure) =>
    candidates.length > 0
      ? { reading, candidates: candidates.slice(0, MOST_OPTIONS), isExact, isSure }
      : null;

  const spelledAlike = (index, reading) => {
    const streets = index.streetsByKey.get(reading.key) || [];
    return matchOf(reading, streets, true, streets.length === 1);
  };

  const isLongEnough = ({ key }) => addressFinder.stem(key).length >= SHORTEST_GUESS;

  /* Sure only if all but the kind of street was typed: "Müller" is Müllerstraße. */
  const beginningAlike = (index, reading) => {
    if (!isLongEnough(reading)) {
      return null;
    }
    const candidates = namesFor(index, reading).filter(({ key }) => key.startsWith(reading.key));
    const whole = candidates.filter(
      ({ isStreet, stem }) => isStreet && reading.key.length >= stem.length,
    );
    return whole.length === 1
      ? matchOf(reading, whole, false, true)
      : matchOf(reading, candidates, false, false);
  };

  const near = (names, key, tolerance = 0) => {
    const most = addressFinder.typingErrors(key) + tolerance;
    return names
      .map((name) => ({ name, distance: addressFinder.distance(key, name.key, most) }))
      .filter(({ distance }) => distance <= most);
  };

  const hasDigits = ({ key }) => /[0-9]/.test(key);

  /* "Straße 600" and "Straße 603" differ by one sign and lie in different parts of Berlin. */
  const mistyped = (index, reading) => {
    if (hasDigits(reading) || addressFinder.typingErrors(reading.key) === 0) {
      return null;
    }
    const similar = near(namesFor(index, reading), reading.key);
    const nearest = Math.min(...similar.map(({ distance }) => distance));
    const candidates = similar
      .filter(({ distance }) => distance === nearest)
      .map(({ name }) => name);
    return matchOf(reading, candidates, false, candidates.length === 1);
  };

  /* The match of the likeliest reading, null when nothing in the index comes close. */
  const match = (index, readings) => {
    for (const tier of [spelledAlike, beginningAlike, mistyped]) {
      for (const reading of readings) {
        const found = tier(index, reading);
        if (found) {
          return found;
        }
      }
    }
    return null;
  };

  /* Names a little further off than a typing error, nearest first. */
  const guesses = (index, readings) => {
    const reading = readings.find((each) => !hasDigits(each) && isLongEnough(each));
    if (!reading) {
      return [];
    }
    return near([...index.streets, ...index.ortsteile], reading.key, 1)
      .sort((one, other) => one.distance - other.distance)
      .slice(0, MOST_GUESSES)
      .map(({ name }) => name);
  };

  Object.assign(addressFinder, { houseNumber, isInRun, group, placesOf, match, guesses });
})();
