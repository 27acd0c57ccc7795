// Starts what the CMS frame's own templates would start by scripts inside the page, which the content
// security policy forbids; and draws the headings of the menu's groups.

(() => {
  const { Controller } = window.StimulusModule;

  // The frame loads some of its scripts after this one.
  const whenLoaded = (start) => {
    if (document.readyState === "complete") start();
    else window.addEventListener("load", start, { once: true });
  };

  const widget = (start) =>
    class extends Controller {
      static values = { input: String, options: Object };

      connect() {
        if (this.started) return;
        this.started = true;
        whenLoaded(() => start(this.inputValue, this.optionsValue));
      }
    };

  const parts = {
    "brug-date": widget((id, options) => window.initDateChooser(id, options)),
    "brug-time": widget((id, options) => window.initTimeChooser(id, options)),
    "brug-datetime": widget((id, options) => window.initDateTimeChooser(id, options)),
    "brug-inline-panel": widget((_id, options) => new window.InlinePanel(options)),
    "brug-multiple-chooser": widget((_id, options) => new window.MultipleChooserPanel(options)),
  };
  Object.entries(parts).forEach(([name, part]) => window.wagtail.app.register(name, part));

  class Heading {
    constructor(name, label) {
      this.name = name;
      this.label = label;
      this.attrs = {};
    }

    render({ slim }) {
      return window.React.createElement(
        "li",
        { key: this.name, className: slim ? "b-menu-heading b-menu-heading--slim" : "b-menu-heading" },
        window.React.createElement("span", null, this.label),
      );
    }
  }
  window.telepath.register("brug.menu.Heading", Heading);
})();
