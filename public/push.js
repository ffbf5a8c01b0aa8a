// Lets this browser be told, or no more. The page says by which key and where.
(() => {
  const place = document.querySelector("[data-push-key]");
  if (!place || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const said = place.querySelector("[data-push-state]");
  const on = place.querySelector("[data-push-on]");
  const off = place.querySelector("[data-push-off]");
  const { pushKey, pushPath } = place.dataset;

  const key = () => {
    const text = pushKey.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  };
  const show = (words, isOn) => {
    said.textContent = words;
    on.hidden = isOn;
    off.hidden = !isOn;
  };
  const tell = async (method, body) => {
    const answer = await fetch(pushPath, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(String(answer.status));
  };
  const now = async () => {
    const registration = await navigator.serviceWorker.register("/sw.js");
    return registration.pushManager.getSubscription();
  };
  const begin = async () => {
    if ((await Notification.requestPermission()) !== "granted") {
      show("The browser does not allow it: look into its settings for this site.", false);
      return;
    }
    const registration = await navigator.serviceWorker.ready;
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key(),
    });
    await tell("POST", subscription.toJSON());
    show("This browser is told.", true);
  };
  const end = async () => {
    const subscription = await now();
    if (subscription) {
      await tell("DELETE", { endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    }
    show("This browser is not told.", false);
  };
  const failed = () => show("That did not work. Try again in a moment.", false);

  on.addEventListener("click", () => begin().catch(failed));
  off.addEventListener("click", () => end().catch(failed));
  now()
    .then((subscription) =>
      show(subscription ? "This browser is told." : "This browser is not told.", Boolean(subscription)),
    )
    .catch(() => {});
})();
