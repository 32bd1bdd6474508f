// The one script that a browser of any age reads: where the page's own scripts did not run, it shows whom to call.
window.addEventListener("load", function () {
  if (document.documentElement.getAttribute("data-ready")) return;
  document.documentElement.className += " old";
  document.getElementById("old").removeAttribute("hidden");
});
