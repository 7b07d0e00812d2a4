/* Keeps the page of a build's tasks up to date, and sends what people decide there. */
(function () {
  "use strict";

  const FASTEST = 2000;
  const SLOWEST = 15000;
  const BROKEN = 60000;

  function start(page) {
    const news = page.querySelector("#zadig-news");
    const trouble = page.querySelector("#zadig-trouble");
    let live = page.dataset.live === "true";
    let revision = null;
    let summary = null;
    let drift = 0;
    let delay = FASTEST;
    let failures = 0;
    let timer = null;
    let asking = false;
    let decided = false;

    function say(text) {
      trouble.textContent = text;
      trouble.hidden = text === "";
    }

    function later() {
      clearTimeout(timer);
      timer = live && !document.hidden ? setTimeout(look, delay) : null;
    }

    function soon() {
      live = true;
      // An answer that is on its way may be from before the decision.
      decided = asking;
      delay = FASTEST;
      later();
    }

    function get(path) {
      return fetch(path, { cache: "no-store", credentials: "same-origin" }).then((response) => {
        if (!response.ok) {
          throw new Error(String(response.status));
        }
        return response;
      });
    }

    function look() {
      if (asking) {
        return;
      }
      asking = true;
      get("state")
        .then((response) => response.json())
        .then((state) => {
          drift = Date.now() - state.now;
          if (state.revision === revision && state.live) {
            delay = Math.min(SLOWEST, delay * 1.5);
            return state;
          }
          return get("tasks")
            .then((response) => response.text())
            .then((html) => {
              replace(html);
              revision = state.revision;
              delay = FASTEST;
              return state;
            });
        })
        .then(seen, lost)
        .then(() => {
          asking = false;
          later();
        });
    }

    function seen(state) {
      if (summary !== null && state.summary !== summary) {
        news.textContent = state.summary;
      }
      summary = state.summary;
      live = state.live || decided;
      decided = false;
      if (failures > 1) {
        say("");
      }
      failures = 0;
    }

    function lost() {
      failures += 1;
      delay = Math.min(BROKEN, FASTEST * Math.pow(2, failures));
      // One lost answer is no news.
      if (failures > 1) {
        say(page.dataset.lost);
      }
    }

    /* Tasks that are as they were stay: nobody loses a selection, a focus or an open part of the page. */
    function replace(html) {
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#zadig-tasks");
      const old = page.querySelector("#zadig-tasks");
      if (!fresh || !old) {
        throw new Error("no tasks");
      }
      const focused = document.activeElement ? document.activeElement.id : "";
      Array.from(fresh.children).forEach((child, index) => {
        const known = child.id ? old.querySelector("#" + CSS.escape(child.id)) : null;
        if (known && known.dataset.revision === child.dataset.revision) {
          return;
        }
        const node = document.importNode(child, true);
        if (known) {
          keep(known, node);
          known.replaceWith(node);
        } else {
          old.insertBefore(node, old.children[index] || null);
        }
        if (window.Behaviour) {
          window.Behaviour.applySubtree(node, true);
        }
      });
      Array.from(old.children).forEach((child) => {
        if (!child.id || !fresh.querySelector("#" + CSS.escape(child.id))) {
          if (!Array.from(fresh.children).some((other) => other.isEqualNode(child))) {
            child.remove();
          }
        }
      });
      moments(old);
      tick();
      const again = focused ? document.getElementById(focused) : null;
      if (again && again !== document.activeElement) {
        again.focus({ preventScroll: true });
      }
    }

    /* What somebody wrote, opened or scrolled to. */
    function keep(known, node) {
      known.querySelectorAll("textarea[id]").forEach((text) => {
        const same = node.querySelector("#" + CSS.escape(text.id));
        if (same) {
          same.value = text.value;
        }
      });
      known.querySelectorAll("details[data-key]").forEach((details) => {
        const same = node.querySelector('details[data-key="' + CSS.escape(details.dataset.key) + '"]');
        if (same) {
          same.open = details.open;
        }
      });
      const graph = known.querySelector(".zadig-graph");
      const other = node.querySelector(".zadig-graph");
      if (graph && other) {
        requestAnimationFrame(() => (other.scrollLeft = graph.scrollLeft));
      }
    }

    function moments(root) {
      root.querySelectorAll("time.zadig-moment").forEach((time) => {
        const date = new Date(time.dateTime);
        if (!isNaN(date)) {
          time.textContent = date.toLocaleString(document.documentElement.lang || undefined);
          time.classList.remove("zadig-moment");
        }
      });
    }

    /* The two largest units, as the server writes them. */
    function span(seconds) {
      const units = [
        [86400, "d"],
        [3600, "h"],
        [60, "m"],
        [1, "s"],
      ];
      const first = units.findIndex((unit) => seconds >= unit[0]);
      if (first < 0) {
        return "0s";
      }
      const [size, name] = units[first];
      const next = units[first + 1];
      const rest = next ? Math.floor((seconds % size) / next[0]) : 0;
      return Math.floor(seconds / size) + name + (rest > 0 ? " " + rest + next[1] : "");
    }

    function tick() {
      const now = (Date.now() - drift) / 1000;
      page.querySelectorAll("[data-since]").forEach((time) => {
        const text = span(Math.max(0, Math.floor(now - Number(time.dataset.since))));
        if (time.textContent !== text) {
          time.textContent = text;
        }
      });
    }

    function send(form, button) {
      const body = new URLSearchParams(new FormData(form));
      const buttons = form.querySelectorAll("button");
      const enable = (why) => {
        say(why);
        buttons.forEach((one) => (one.disabled = false));
      };
      buttons.forEach((one) => (one.disabled = true));
      say("");
      fetch(button && button.hasAttribute("formaction") ? button.formAction : form.action, {
        method: "POST",
        body: body,
        credentials: "same-origin",
        headers: { Accept: "application/json" },
      })
        .then((response) => {
          if (response.ok) {
            return null;
          }
          return response
            .json()
            .catch(() => ({}))
            .then((answer) => enable(answer.error || response.status + " " + response.statusText));
        })
        .catch(() => enable(page.dataset.lost))
        .then(soon);
    }

    function confirmed(form) {
      const question = page.dataset[form.dataset.confirm];
      if (!form.dataset.confirm || !question) {
        return Promise.resolve(true);
      }
      if (window.dialog && window.dialog.confirm) {
        // Jenkins' own buttons are "Yes" and "Cancel", of which the latter reads as what the question is about.
        const words = { okText: page.dataset[form.dataset.confirm + "Yes"], cancelText: page.dataset.no };
        return window.dialog.confirm(question, words).then(
          () => true,
          () => false,
        );
      }
      return Promise.resolve(window.confirm(question));
    }

    page.addEventListener("submit", (event) => {
      const form = event.target;
      if (!form.classList.contains("zadig-form")) {
        return;
      }
      event.preventDefault();
      const button = event.submitter;
      confirmed(form).then((yes) => {
        if (yes) {
          send(form, button);
        }
      });
    });

    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && live) {
        delay = FASTEST;
        look();
      } else {
        later();
      }
    });

    setInterval(() => {
      if (live && !document.hidden) {
        tick();
      }
    }, 1000);
    moments(page);
    later();
  }

  function begin() {
    const page = document.getElementById("zadig");
    // Without it, the page is as it was when it was loaded, and its forms work.
    if (page && window.fetch) {
      start(page);
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
})();
