// A list of moments as a slider: it moves the list, which is what is sent.
document.querySelectorAll(".audit-moments select").forEach((list) => {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(list.options.length - 1);
  slider.setAttribute("aria-labelledby", list.id + "-name");
  document.querySelector(`label[for="${list.id}"]`).id = list.id + "-name";
  const follow = () => {
    slider.value = String(list.selectedIndex);
    slider.setAttribute("aria-valuetext", list.options[list.selectedIndex].text);
  };
  slider.addEventListener("input", () => {
    list.selectedIndex = Number(slider.value);
    follow();
  });
  slider.addEventListener("change", () => list.form.requestSubmit());
  list.addEventListener("change", follow);
  follow();
  list.before(slider);
});
