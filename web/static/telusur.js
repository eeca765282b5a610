// What the reader may be about to type, below the search field. The page is whole without this
// file. Whatever comes from the archive is put into the page as text, never as markup.
"use strict";

(() => {
  const PAUSE = 120; // milliseconds without a key before the archive is asked
  const LONGEST = 200; // characters; nobody is about to type the rest of anything longer
  const KEPT = 50; // answers that are remembered while the page is open

  for (const form of document.querySelectorAll("form[data-suggest]")) {
    const input = form.querySelector("input[name=q]");
    if (input && window.AbortController && window.fetch) offerCompletions(form, input);
  }

  function offerCompletions(form, input) {
    const words = form.dataset;
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const list = element("ul", "completions");
    const status = element("p", "hidden");
    const answers = new Map();
    let offered = [];
    let active = -1;
    let timer = 0;
    let request = null;
    let shownFor = null; // the text that the open list is for

    list.id = input.id + "-completions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.label);
    status.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-haspopup", "listbox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    form.append(list, status);

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", onKey);
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
    window.addEventListener("pagehide", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps focus
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(offered[[...list.children].indexOf(option)]);
    });

    async function ask() {
      const text = input.value.trimStart();
      stop();
      if (!text || text.length > LONGEST) return close();
      const known = answers.get(text);
      if (known) return show(text, known);
      const mine = (request = new AbortController());
      try {
        const url = words.suggest + "?q=" + encodeURIComponent(text.toWellFormed?.() ?? text);
        const response = await fetch(url, { signal: mine.signal });
        if (!response.ok) throw new Error(response.statusText);
        const found = (await response.json()).completions;
        if (answers.size >= KEPT) answers.clear();
        answers.set(text, found);
        if (mine === request) show(text, found);
      } catch (error) {
        if (mine === request) close(); // no answer, or none that can be read: one can still search
      }
    }

    function stop() {
      clearTimeout(timer);
      if (request) request.abort();
      request = null;
    }

    function show(text, found) {
      if (document.activeElement !== input || input.value.trimStart() !== text) return;
      offered = found;
      shownFor = text;
      list.replaceChildren(...found.map((completion, at) => option(completion, at, text)));
      setOpen(found.length > 0);
      setActive(-1);
      const said = found.length === 1 ? words.one : words.many;
      tell(found.length ? said.replace("{count}", number.format(found.length)) : words.none);
    }

    function option(completion, at, text) {
      const item = element("li", completion.kind);
      item.id = list.id + "-" + at;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const said = element("span", "said");
      const typed = begins(completion.text, text) ? text.length : 0;
      said.dir = "auto";
      said.lang = "id";
      said.append(completion.text.slice(0, typed));
      const rest = completion.text.slice(typed);
      said.append(completion.kind === "title" ? rest : element("b", "", rest));
      const count = completion.count === 1 ? words.article : words.articles;
      const title = completion.kind === "title";
      const told = title ? words.open : count.replace("{count}", number.format(completion.count));
      item.append(said, " ", element("span", "told", told));
      return item;
    }

    function begins(whole, start) {
      return whole.slice(0, start.length).toLowerCase() === start.toLowerCase();
    }

    function setOpen(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
    }

    function setActive(at) {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = at;
      const option = list.children[at];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    }

    function close() {
      stop();
      setActive(-1);
      setOpen(false);
      tell("");
    }

    function tell(text) {
      if (status.textContent !== text) status.textContent = text;
    }

    function choose(completion) {
      if (!completion) return;
      close();
      if (completion.kind === "title" && completion.id !== null) {
        location.assign(words.reader + "?id=" + encodeURIComponent(completion.id));
        return;
      }
      input.value = completion.text;
      form.requestSubmit();
    }

    function onKey(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const open = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (open && input.value.trimStart() === shownFor) step(event.key === "ArrowDown" ? 1 : -1);
        else ask();
      } else if (event.key === "Escape" && open) {
        event.preventDefault(); // else the browser would empty the field
        close();
      } else if (event.key === "Enter" && open && active >= 0) {
        event.preventDefault();
        choose(offered[active]);
      } else if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") {
        setActive(-1); // the reader goes back to the text
      }
    }

    // Through the options and the field itself, round and round.
    function step(by) {
      const places = offered.length + 1;
      setActive(((active + 1 + by + places) % places) - 1);
    }
  }

  function element(name, className = "", text = "") {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  }
})();
