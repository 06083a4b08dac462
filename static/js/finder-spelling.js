/* Finder: how names are compared. The rules are those of handlungsraeume/finder/ on the server;
   tests/browser/test_finder.py holds both to the same answers.
   The finder's scripts share the object addressFinder. An ES import would name a file by its plain
   name, which does not exist where static files are served under hashed names.
   No look-behind in the patterns: older Safari could not even read this file. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});

  const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
  const BLANKS = /[\s\u0000-\u001f\u007f-\u009f]+/g;
  const KIND_OF_STREET =
    /(?:strasse|platz|weg|allee|damm|ring|ufer|steig|zeile|chaussee|promenade)$/;

  /* Text as typed, without what cannot be seen. */
  const clean = (text) =>
    text.normalize("NFKC").replace(INVISIBLE, "").replace(BLANKS, " ").trim();

  /* Clean text in small letters without accents: "Réaumurstraße" is "reaumurstrasse". */
  const fold = (text) =>
    clean(text).toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");

  /* Two names with one key are the same name: "Mueller str." and "Müllerstraße". */
  const key = (text) =>
    fold(text)
      .replace(/([aou])e/g, "$1")
      .replace(/str(?![a-z])/g, "strasse")
      .replace(/pl(?![a-z])/g, "platz")
      .replace(/(^|[^a-z])st(?![a-z])/g, "$1sankt")
      .replace(/[^a-z0-9]/g, "");

  const stem = (name) => name.replace(KIND_OF_STREET, "");

  /* Typing errors that a key may have; the shorter the name, the fewer. */
  const typingErrors = (name) => {
    const { length } = stem(name);
    if (length <= 4) {
      return 0;
    }
    return length <= 8 ? 1 : 2;
  };

  /* Steps from one key to the other (optimal string alignment: insert, delete, replace, swap two
     neighbours); more than `most` come back as Infinity, which saves most of the work. */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) {
      return Infinity;
    }
    let [before, last, current] = [[], [], []];
    for (let column = 0; column <= other.length; column += 1) {
      last[column] = column;
    }
    for (let row = 1; row <= one.length; row += 1) {
      let smallest = row;
      current[0] = row;
      for (let column = 1; column <= other.length; column += 1) {
        const letter = one[row - 1];
        const otherLetter = other[column - 1];
        let steps = last[column - 1] + (letter === otherLetter ? 0 : 1);
        steps = Math.min(steps, last[column] + 1, current[column - 1] + 1);
        if (row > 1 && column > 1 && letter === other[column - 2] && one[row - 2] === otherLetter) {
          steps = Math.min(steps, before[column - 2] + 1);
        }
        current[column] = steps;
        smallest = Math.min(smallest, steps);
      }
      if (smallest > most) {
        return Infinity;
      }
      [before, last, current] = [last, current, before];
    }
    return last[other.length] <= most ? last[other.length] : Infinity;
  };

  Object.assign(addressFinder, { clean, fold, key, stem, typingErrors, distance });
})();
