/* Finder: takes a question apart. "13353 Berlin, Müllerstr. 12a" has a postcode, a street and a
   number. Where a street ends and a number begins is not always clear ("Straße 600 12"), so there
   are several readings, the likeliest first. The patterns are those of
   handlungsraeume/finder/questions.py, for text in small letters. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});

  const POSTCODE = /(^|[^0-9])([0-9]{5})(?![0-9])/g;
  const SEPARATOR = /[,;()]/;
  const CITY_IN_FRONT = /^(?:berlin|deutschland|germany|de?)(?:[ .:-]+|$)/;
  const CITY_BEHIND = /(?:^|[ .:-]+)(?:berlin|deutschland|germany)[ .:]*$/;
  const WORD_NUMBER = /(?:^| )(?:nr|no|nummer|hausnr|hausnummer|haus)[.:]*$/;

  // In one way only: a blank that two parts could claim doubles the ways to read with every "-1".
  const AND_SO_ON = "(?: ?(?:-|–|—|/|\\+|&|bis|und) ?[0-9]{1,4}(?: ?[a-z])?)*";
  const NUMBER_BEHIND = new RegExp(
    `^(.*?[^0-9 ]|.*?[0-9](?= )) ?([0-9]{1,4})(?: ?([a-z]))?${AND_SO_ON}[ .]*$`,
  );
  const NUMBER_INSIDE = /^([^0-9]*[^0-9 ]) ?([0-9]{1,4}) ?([a-z](?![a-z]))?(?![0-9a-z]).*$/;
  const NUMBER_IN_FRONT = new RegExp(`^([0-9]{1,4}) ?([a-z](?![a-z]))?${AND_SO_ON} (.+)$`);

  const withoutCity = (segment) => {
    const shorter = segment.replace(CITY_IN_FRONT, "").replace(CITY_BEHIND, "");
    return shorter === segment ? segment : withoutCity(shorter);
  };

  const reading = (name, number = "", letter = "") => ({
    key: addressFinder.key(number ? name.replace(WORD_NUMBER, "") : name),
    number: number && `${Number(number)}${letter.toUpperCase()}`,
    ortsteil: null,
  });

  const matching = (segment, pattern) => {
    const match = segment.match(pattern);
    return match ? [match.slice(1)] : [];
  };

  /* A street alone, and a street with its number. */
  const plain = (segment) => [
    reading(segment),
    ...matching(segment, NUMBER_BEHIND).map((parts) => reading(...parts)),
  ];

  /* A number with more behind it ("5 Hinterhaus"), and one in front of the street. */
  const withSomethingElse = (segment) => [
    ...matching(segment, NUMBER_INSIDE).map((parts) => reading(...parts)),
    ...matching(segment, NUMBER_IN_FRONT).map(([number, letter, name]) =>
      reading(name, number, letter),
    ),
  ];

  /* The segment without an Ortsteil at its end or its beginning, and that Ortsteil. */
  const cutOrtsteil = (segment, ortsteile) => {
    const words = segment.split(" ");
    for (const count of [2, 1]) {
      if (words.length > count) {
        const behind = ortsteile.get(addressFinder.key(words.slice(-count).join(" ")));
        if (behind) {
          return [words.slice(0, -count).join(" "), behind];
        }
        const inFront = ortsteile.get(addressFinder.key(words.slice(0, count).join(" ")));
        if (inFront) {
          return [words.slice(count).join(" "), inFront];
        }
      }
    }
    return [segment, null];
  };

  /* The likeliest first: "Alt Moabit 60" is a street, "Badstr. 5 Wedding" names its Ortsteil. */
  const readingsOf = (segment, ortsteile) => {
    const [shorter, ortsteil] = cutOrtsteil(segment, ortsteile);
    const others = ortsteil ? [...plain(shorter), ...withSomethingElse(shorter)] : [];
    return [
      ...plain(segment),
      ...others.map((each) => ({ ...each, ortsteil })),
      ...withSomethingElse(segment),
    ].filter(({ key }) => key);
  };

  const isSame = (one, other) =>
    one.key === other.key && one.number === other.number && one.ortsteil === other.ortsteil;

  const unique = (readings) =>
    readings.filter(
      (each, place) => readings.findIndex((other) => isSame(each, other)) === place,
    );

  /* {postcode, ortsteil, readings}; ortsteile: those of the index, a Map by key. Without readings
     the question asks for a postcode or an Ortsteil. */
  addressFinder.takeApart = (text, ortsteile) => {
    const folded = addressFinder.fold(text);
    const postcodes = folded.match(/[0-9]+/g);
    const segments = [];
    let ortsteil = null;
    for (const part of folded.replace(POSTCODE, "$1,").split(SEPARATOR)) {
      const segment = withoutCity(part.trim());
      const key = addressFinder.key(segment);
      if (ortsteile.has(key)) {
        ortsteil = ortsteil || ortsteile.get(key);
      } else if (key) {
        segments.push(segment);
      }
    }
    return {
      postcode: (postcodes || []).find((digits) => digits.length === 5) || "",
      ortsteil,
      readings: unique([].concat(...segments.map((segment) => readingsOf(segment, ortsteile)))),
    };
  };
})();
