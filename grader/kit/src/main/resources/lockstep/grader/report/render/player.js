for (const player of document.querySelectorAll(".player")) {
  const moments = [...player.querySelectorAll(".moments > li")];
  const steps = [...player.querySelectorAll("svg [data-step]")];
  const lines = [...player.querySelectorAll(".sources [data-at]")];
  let now = -1;
  const show = (step) => {
    now = Math.max(0, Math.min(moments.length - 1, step));
    moments.forEach((moment, i) => { moment.hidden = i !== now; });
    steps.forEach((box) => {
      const at = Number(box.dataset.step);
      box.classList.toggle("later", at > now);
      box.classList.toggle("now", at === now);
    });
    const here = new Map();
    for (const place of moments[now].dataset.lines.split("|")) {
      const [at, thread] = place.split("=");
      here.set(at, here.has(at) ? here.get(at) + ", " + thread : thread);
    }
    lines.forEach((line) => {
      const who = here.get(line.dataset.at);
      line.classList.toggle("marked", who !== undefined);
      line.querySelector(".who").textContent = who === undefined ? "" : who + " ▸";
    });
    player.querySelectorAll("[data-go]").forEach((button) => {
      const back = button.dataset.go === "First" || button.dataset.go === "Back";
      button.setAttribute("aria-disabled", String(back ? now === 0 : now === moments.length - 1));
    });
  };
  const move = (step) => {
    show(step);
    steps.find((box) => Number(box.dataset.step) === now)?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  };
  const go = { First: () => 0, Back: () => now - 1, Next: () => now + 1, Last: () => moments.length - 1 };
  const keys = { Home: "First", ArrowLeft: "Back", ArrowRight: "Next", End: "Last" };
  player.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go]");
    const box = event.target.closest("[data-step]");
    if (button) move(go[button.dataset.go]());
    else if (box) move(Number(box.dataset.step));
  });
  player.addEventListener("keydown", (event) => {
    const ofBrowser = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (keys[event.key] && !ofBrowser && !event.target.closest(".scroll, pre")) {
      event.preventDefault();
      move(go[keys[event.key]]());
    }
  });
  player.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
  player.classList.add("live");
  show(moments.length - 1);
}
