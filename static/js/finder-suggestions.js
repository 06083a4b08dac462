/* Finder: what may be meant, while somebody still types. Only the browser has suggestions; each
   stands for a question whose answer is clear: {text: the question, label, detail}. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});
  const MOST_SUGGESTIONS = 8;
  const SHORTEST = 2; // letters or digits
  const LONGEST = 200; // characters, as in an answer

  const words = (...parts) => parts.filter(Boolean).join(" ");

  const begins = (name, { key }) => name.key.startsWith(key);
  const hasWord = (name, { key }) => name.tails.some((tail) => tail.startsWith(key));
  const beginsAlmost = (name, { key }) => {
    const most = addressFinder.typingErrors(key);
    return most > 0 && addressFinder.distance(key, name.key.slice(0, key.length), most) <= most;
  };

  /* The first way to compare that finds anything, with the first reading that does. */
  const namesFor = (index, readings) => {
    for (const fits of [begins, hasWord, beginsAlmost]) {
      for (const reading of readings) {
        const known = reading.number ? index.streets : [...index.ortsteile, ...index.streets];
        const names = known.filter((name) => fits(name, reading));
        if (names.length > 0) {
          return { reading, names };
        }
      }
    }
    return { reading: {}, names: [] };
  };

  const forStreet = (street, number, places) =>
    places.map((place) => {
      const label = words(street.name, number);
      const detail = place.join(" ");
      return { text: `${label}, ${detail}`, label, detail };
    });

  const forOrtsteil = ({ name }, places) => {
    const postcodes = places.filter(([, ortsteil]) => ortsteil === name).map(([code]) => code);
    return [{ text: name, label: name, detail: postcodes.join(", ") }];
  };

  const forPostcode = (digits, places) =>
    places
      .filter(([postcode]) => postcode.startsWith(digits))
      .map(([label, detail]) => ({ text: `${label} ${detail}`, label, detail }));

  /* Where the streets may be meant: a postcode that fits none of them is likelier to be wrong than
     all the names are. */
  const placesFor = (names, postcode, ortsteil) => {
    const { placesMeant, placesOf } = addressFinder;
    const meant = (street) => placesMeant(placesOf(street), postcode, ortsteil);
    return names.some((name) => name.isStreet && meant(name).length > 0) ? meant : placesOf;
  };

  /* Up to eight suggestions for what stands in the field, null while it is too short or no address
     any more. */
  addressFinder.suggest = (index, text) => {
    const typed = { key: addressFinder.key(text), number: "", ortsteil: null };
    if (typed.key.length < SHORTEST || text.length > LONGEST) {
      return null;
    }
    const { postcode, ortsteil, readings } = addressFinder.takeApart(text, index.ortsteileByKey);
    if (/^[0-9]{2,5}$/.test(typed.key)) {
      return forPostcode(typed.key, index.places).slice(0, MOST_SUGGESTIONS);
    }
    const likely = [typed, ...readings].filter(({ key }) => key.length >= SHORTEST);
    const { reading, names } = namesFor(index, likely);
    const places = placesFor(names, postcode, ortsteil || reading.ortsteil);
    const suggestions = names.map((name) =>
      name.isStreet
        ? forStreet(name, reading.number, places(name))
        : forOrtsteil(name, index.places),
    );
    return [].concat(...suggestions).slice(0, MOST_SUGGESTIONS);
  };
})();
