// The button "Load jobs from workflow": asks Jenkins for the jobs as pieces of the form, and adds those not listed yet. Of
// very many jobs Jenkins sends the names, each as a button that adds this one.
(function () {
  function fields(button, job) {
    const values = new URLSearchParams();
    values.set("job", job);
    for (const name of button.dataset.fields.split(",")) {
      const field = findNearBy(button, name);
      values.set(name, field === null ? "" : field.value);
    }
    return values;
  }

  function jobName(chunk) {
    const input = chunk.querySelector("input[name='_.job']");
    return input === null ? "" : input.value;
  }

  function chunks(list) {
    return Array.from(list.children).filter((child) => child.classList.contains("repeated-chunk"));
  }

  function add(form, html) {
    const list = form.querySelector(".hetero-list-container");
    const listed = chunks(list).map(jobName);
    const loaded = chunks(html.querySelector(".hetero-list-container")).filter(
      (chunk) => !listed.includes(jobName(chunk)),
    );
    const end = Array.from(list.children).find((child) => child.classList.contains("repeatable-insertion-point"));
    for (const chunk of loaded) {
      list.insertBefore(chunk, end);
      registerSortableDragDrop(chunk);
    }
    return loaded;
  }

  function offer(button, form, html) {
    const listed = chunks(form.querySelector(".hetero-list-container")).map(jobName);
    const place = form.querySelector(".zadig-load-jobs-choices");
    place.style.maxHeight = "20rem";
    place.style.overflow = "auto";
    place.replaceChildren();
    Array.from(html.querySelectorAll(".zadig-load-one-job"))
      .filter((choice) => !listed.includes(choice.dataset.job))
      .forEach((choice) => {
        choice.onclick = () => load(button, choice.dataset.job, () => choice.remove());
        place.appendChild(choice);
      });
  }

  function say(news, text, failed) {
    news.textContent = text;
    news.classList.toggle("error", failed);
  }

  function load(button, job, loadedOne) {
    const form = button.closest(".zadig-jobs");
    const news = form.querySelector(".zadig-load-jobs-answer");
    say(news, button.dataset.progress, false);
    button.disabled = true;
    fetch(button.dataset.url, {
      method: "post",
      headers: crumb.wrap({ "Content-Type": "application/x-www-form-urlencoded" }),
      body: fields(button, job),
    })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.statusText))))
      .then((text) => {
        const html = document.createElement("div");
        html.innerHTML = text;
        const told = html.querySelector(".zadig-load-jobs-news");
        const failed = told.dataset.failed === "true";
        const loaded = failed ? [] : add(form, html);
        if (job === "") {
          offer(button, form, html);
        } else if (!failed) {
          loadedOne();
        }
        evalInnerHtmlScripts(text, () => Behaviour.applySubtree(loaded, true));
        say(news, told.textContent, failed);
      })
      .catch((problem) => say(news, button.dataset.failure + " " + problem.message, true))
      .finally(() => {
        button.disabled = false;
      });
  }

  Behaviour.specify("BUTTON.zadig-load-jobs", "zadig-load-jobs", 0, function (button) {
    button.onclick = () => load(button, "");
  });
})();
