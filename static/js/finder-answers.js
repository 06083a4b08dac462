/* Finder: what is said about an address, without the words. An answer has the form, and comes by
   the rules, of handlungsraeume/finder/answers.py. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});
  const MOST_CHARACTERS = 200; // the longest address of Berlin has about 90

  const WITH_POINTS =
    /^(-?[0-9]{1,3}\.[0-9]{1,20})°?(?:[,;/] ?| )(-?[0-9]{1,3}\.[0-9]{1,20})°?$/;
  const WITH_COMMAS = /^(-?[0-9]{1,3},[0-9]{1,20})°?(?:[;/] ?|,? )(-?[0-9]{1,3},[0-9]{1,20})°?$/;

  /* kind: area, outside, need_number, choose, place, place_outside, unknown, not_berlin, empty,
     too_long; the browser alone knows those that begin with "position" and "outlines". */
  const answer = (kind, parts = {}) => ({
    kind,
    area: null,
    street: null,
    number: null,
    exact: true,
    places: [],
    postcodes: [],
    place: null,
    options: [],
    areas: [],
    bezirk: null,
    ...parts,
  });

  const words = (...parts) => parts.filter(Boolean).join(" ");
  const sentence = (...parts) => parts.filter(Boolean).join(", ");
  const placeName = ([postcode, ortsteil]) => `${postcode} ${ortsteil}`;
  const isAllOne = (list) => new Set(list).size === 1;

  /* [longitude, latitude] of a text like "52.5473, 13.3560", null for any other text. The latitude
     comes first, unless only the other order is a place in Berlin. */
  const positionIn = (text) => {
    const cleaned = addressFinder.clean(text);
    const match = cleaned.match(WITH_POINTS) || cleaned.match(WITH_COMMAS);
    if (!match) {
      return null;
    }
    const [first, second] = match.slice(1).map((number) => Number(number.replace(",", ".")));
    return addressFinder.isInBerlin([first, second]) ? [first, second] : [second, first];
  };

  // ------------------------------------------------------------ options

  const placedOption = (street, place, number) => ({
    value: `${words(street.name, number)}, ${placeName(place)}`,
    street: street.name,
    plz: place[0],
    ortsteil: place[1],
  });

  /* Option for a street or an Ortsteil, with what was typed about number and place. */
  const namedOption = (name, number = "", { postcode = "", ortsteil = null } = {}) =>
    name.isStreet
      ? {
          value: sentence(words(name.name, number), words(postcode, ortsteil && ortsteil.name)),
          street: name.name,
          plz: null,
          ortsteil: null,
        }
      : { value: name.name, street: null, plz: null, ortsteil: name.name };

  // ------------------------------------------------------------ places

  /* Those of the places that fit. Of two that contradict each other the postcode counts: people
     call their quarter by another name than the land register does. */
  const placesMeant = (places, postcode, ortsteil) => {
    const inOrtsteil = ([, name]) => ortsteil && name === ortsteil.name;
    if (!postcode) {
      return ortsteil ? places.filter(inOrtsteil) : places;
    }
    const withPostcode = places.filter(([code]) => code === postcode);
    const withBoth = withPostcode.filter(inOrtsteil);
    return withBoth.length > 0 ? withBoth : withPostcode;
  };

  const aboutPlace = (index, postcode, ortsteil) => {
    if (!postcode && !ortsteil) {
      return answer("unknown");
    }
    const places = placesMeant(index.places, postcode, ortsteil);
    const isOfOrtsteil = ortsteil && places.every(([, name]) => name === ortsteil.name);
    const name = words(postcode, places.length > 0 && isOfOrtsteil && ortsteil.name);
    const rows = [].concat(...places.map((place) => index.rowsByPlace.get(place) || []));
    const areas = index.areas.filter((area) => rows.some((row) => row.area === area));
    return answer(areas.length > 0 ? "place" : "place_outside", { place: name, places, areas });
  };

  // ------------------------------------------------------------ streets

  /* What the rows of a street in one place say about a number, or about the whole street. */
  const verdict = ([place, rows], house) => {
    const row = rows.find(({ run }) => !run || (house && addressFinder.isInRun(house, run)));
    return { place, area: row ? row.area : null, isByRun: Boolean(row && row.run) };
  };

  const aboutStreet = (street, rows, number) => {
    const house = addressFinder.houseNumber(number);
    const byPlace = [...addressFinder.group(rows, ({ place }) => place)];
    const verdicts = byPlace.map((each) => verdict(each, house));
    const inside = verdicts.filter(({ area }) => area);
    const about = (kind, parts) =>
      answer(kind, { street: street.name, number: number || null, ...parts });
    const places = verdicts.map(({ place }) => place);
    if (verdicts.length > 0 && inside.length === 0) {
      return about(house ? "outside" : "need_number", { places });
    }
    if (isAllOne(inside.map(({ area }) => area))) {
      const [{ area }] = inside;
      if (inside.length === verdicts.length) {
        return about("area", { area, places });
      }
      if (house && inside.every(({ isByRun }) => isByRun)) {
        // A street goes on from one postcode to the next: the number says where.
        return about("area", { area, places: inside.map(({ place }) => place) });
      }
    }
    const possible = places.length > 0 ? places : addressFinder.placesOf(street);
    return about("choose", {
      options: possible.map((place) => placedOption(street, place, number)),
    });
  };

  const onlyBezirk = (rows, bezirkOf) => {
    const bezirke = rows.map(({ area }) => bezirkOf[area] || null);
    return isAllOne(bezirke) ? bezirke[0] : null;
  };

  const aboutMatch = (index, { postcode, ortsteil }, { reading, candidates: [found], isExact }) => {
    const places = placesMeant(
      addressFinder.placesOf(found),
      postcode,
      ortsteil || reading.ortsteil,
    );
    const rows = found.rows.filter(({ place }) => places.includes(place));
    const result = { ...aboutStreet(found, rows, reading.number), exact: isExact };
    if (result.kind === "area" && !postcode) {
      result.postcodes = [...new Set(result.places.map(([code]) => code))].sort();
    }
    if (result.kind === "outside") {
      result.bezirk = onlyBezirk(rows, index.bezirkOf);
    }
    return result;
  };

  /* The answer to an address, a postcode or an Ortsteil; index: what prepare made. */
  const answerAddress = (index, text) => {
    const cleaned = addressFinder.clean(text);
    if (!cleaned) {
      return answer("empty");
    }
    if ([...cleaned].length > MOST_CHARACTERS) {
      return answer("too_long");
    }
    const question = addressFinder.takeApart(cleaned, index.ortsteileByKey);
    if (question.readings.length === 0) {
      return aboutPlace(index, question.postcode, question.ortsteil);
    }
    const match = addressFinder.match(index, question.readings);
    if (!match) {
      const near = addressFinder.guesses(index, question.readings);
      return answer("unknown", { options: near.map((name) => namedOption(name)) });
    }
    const { reading, candidates, isExact, isSure } = match;
    if (!isSure) {
      return answer("choose", {
        number: reading.number || null,
        exact: isExact,
        options: candidates.map((name) => namedOption(name, reading.number, question)),
      });
    }
    return candidates[0].isStreet
      ? aboutMatch(index, question, match)
      : { ...aboutPlace(index, question.postcode, candidates[0]), exact: false };
  };

  Object.assign(addressFinder, { answer, answerAddress, placesMeant, positionIn });
})();
