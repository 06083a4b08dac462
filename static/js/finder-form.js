/* Finder: the form, last of its scripts. On the finder page the question is answered here, from the
   index of streets; elsewhere it goes to the finder page in the fragment of the address, which is
   never sent.
   Place: [data-finder] with data-index, the address of the index. Without an index, or when it
   or the words of the answers do not load, the form is sent and the server answers. */
(() => {
  const { addressFinder } = window;
  const form = document.querySelector("[data-finder][data-index]");
  if (!form || !addressFinder) {
    return;
  }
  const answersHere = "words" in form.dataset;
  // One of each file. An old browser may have stumbled over it, or it did not come: then the server
  // answers, too.
  const needed = [
    ...["clean", "takeApart", "prepare", "answerAddress", "suggest", "fetchFile", "combobox"],
    ...(answersHere ? ["loadWords", "answerAt", "show"] : []),
  ];
  if (!needed.every((name) => name in addressFinder)) {
    return;
  }
  const field = form.querySelector("[data-finder-field]");
  let loading = null;
  let index = null;

  /* Bezirk of every area that lies in one alone, by label: "6" to "mitte". */
  const bezirkOf = () =>
    Object.fromEntries(
      [...document.querySelectorAll('template[data-answer="area"]')]
        .filter(({ dataset }) => !dataset.bezirke.includes(" "))
        .map(({ dataset }) => [dataset.area, dataset.bezirke]),
    );

  const words = () => answersHere && addressFinder.loadWords(form);

  const load = () => {
    loading =
      loading ||
      Promise.all([addressFinder.fetchFile(form.dataset.index), words()]).then(([streets]) => {
        index = addressFinder.prepare(streets, bezirkOf());
        return index;
      });
    loading.catch(() => {
      loading = null;
    });
    return loading;
  };

  /* Promise of the answer to a question, and of the position if it names one. */
  addressFinder.answerTo = (question) => {
    const position = addressFinder.positionIn(question);
    return position
      ? addressFinder.answerAt(position, form).then((answer) => [answer, position])
      : load().then((streets) => [addressFinder.answerAddress(streets, question)]);
  };

  const ask = (question) => {
    field.value = question;
    if (!answersHere) {
      const [page] = form.action.split("#");
      window.location.assign(`${page}#${new URLSearchParams({ adresse: question })}`);
      return;
    }
    const isNewest = addressFinder.newTurn();
    addressFinder
      .answerTo(question)
      .then((result) => isNewest() && addressFinder.show(...result))
      .catch(() => isNewest() && form.submit());
  };

  const { open, close } = addressFinder.combobox(form, {
    suggest: (text) => index && addressFinder.suggest(index, text),
    choose: ask,
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    ask(field.value);
  });

  /* The index comes with the first focus; who has typed meanwhile sees suggestions then. A failure
     says nothing yet: there is another attempt when the form is sent. */
  const prepareForTyping = () => {
    const hasTyped = () => document.activeElement === field && field.value !== field.defaultValue;
    load().then(
      () => hasTyped() && open(),
      () => {},
    );
  };
  if (form.contains(document.activeElement)) {
    prepareForTyping(); // this file came with that focus
  } else {
    form.addEventListener("focusin", prepareForTyping, { once: true });
  }

  /* An answer that asks which street was meant offers the questions to choose from. */
  document.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-list=options] button");
    if (choice) {
      event.preventDefault();
      ask(choice.value);
    }
  });

  document.addEventListener("finder-answer", ({ detail: { answer, position } }) => {
    if (position && !addressFinder.positionIn(field.value)) {
      field.value = ""; // a point on the map is not at the address that stands there
    }
    if (["empty", "too_long"].includes(answer.kind)) {
      field.setAttribute("aria-invalid", "true");
    } else {
      field.removeAttribute("aria-invalid");
    }
  });

  const asked = new URLSearchParams(window.location.hash.slice(1)).get("adresse");
  if (answersHere && asked !== null) {
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    ask(asked);
  }
})();
