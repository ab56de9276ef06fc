/* Signing with the CryptoPro plug-in, where the browser has one: the signature is made on this machine and put into the file field of the
   form, so that sending it stays an act of the person. Without the plug-in the page is as it was. Written from the plug-in's published
   interface and not tried with the plug-in itself: the page says so. */

const STORES = [
  "chrome-extension://iifchhfnnmpdbibifmljnfjhpififfog/nmcades_plugin_api.js",
  "chrome-extension://epebfcehmdedogndhlcacafjaacknbcm/nmcades_plugin_api.js",
];
const OWN_EXTENSION = /url:((?:moz|safari)-extension:\/\/[\w/-]+\/nmcades_plugin_api\.js)$/;
const USER_STORE = 2, AS_MUCH_AS_MAY_BE = 2, BASE64 = 1, CADES_BES = 1, WHOLE_CHAIN = 1;

const PATIENCE = 20_000; // milliseconds in which a plug-in that is there has answered
const INSTEAD = "Подпишите файл в своей программе: три шага выше.";

const place = document.querySelector("[data-plugin]");
const field = document.querySelector("input[type=file][name=signature]");
if (place && field) begin();

function begin() {
  const [find, press] = place.querySelectorAll("button");
  const choice = place.querySelector("select");
  const status = place.querySelector("[role=status]");
  let plugin = null;
  let certificates = [];

  const during = async (button, words, act) => {
    button.disabled = true;
    status.textContent = words;
    try {
      status.textContent = await act();
    } catch (error) {
      status.textContent = `Не получилось: ${error?.message ?? "плагин не отвечает"}. ${INSTEAD}`;
    }
    button.disabled = false;
  };
  find.addEventListener("click", () => during(find, "Ищем плагин…", async () => {
    plugin = await connect();
    certificates = await own(plugin);
    if (!certificates.length) throw new Error("в плагине нет действующего сертификата");
    choice.replaceChildren(...certificates.map(({ name, until }, number) => new Option(`${name}, до ${until}`, String(number))));
    choice.closest("[hidden]").hidden = false;
    return "Выберите сертификат и подпишите.";
  }));
  press.addEventListener("click", () => during(press, "Подписываем…", async () => {
    put(await sign(plugin, certificates[Number(choice.value)].certificate, place.dataset.plugin));
    field.focus();
    return "Подпись готова и стоит в поле «Файл подписи». Осталось нажать «Загрузить подпись».";
  }));
  place.hidden = false;
}

/* The extension brings a script of its own and gives its object to `cadesplugin.set`. */
function connect() {
  return new Promise((resolve, reject) => {
    let plugin = null;
    setTimeout(() => reject(new Error("плагин не отвечает")), PATIENCE);
    window.cadesplugin = { set: (object) => { plugin = object; } };
    const check = () => window.cpcsp_chrome_nmcades.check_chrome_plugin(() => resolve(plugin), reject);
    window.addEventListener("message", ({ data }) => {
      if (typeof data !== "string" || !data.includes("cadesplugin_loaded")) return;
      const own = OWN_EXTENSION.exec(data);
      if (own) load(own[1]).then(check, reject);
      else if (window.cpcsp_chrome_nmcades) check();
    });
    const ask = () => window.postMessage("cadesplugin_echo_request", "*");
    if (window.chrome) Promise.any(STORES.map(load)).then(ask, () => reject(new Error("плагина в браузере нет")));
    else ask();
  });
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

async function own(plugin) {
  const store = await plugin.CreateObjectAsync("CAdESCOM.Store");
  await store.Open(USER_STORE, "My", AS_MUCH_AS_MAY_BE);
  const found = await store.Certificates;
  const rows = [];
  for (let number = 1; number <= (await found.Count); number += 1) {
    const certificate = await found.Item(number);
    const until = new Date(await certificate.ValidToDate);
    const name = /(?:^|, ?)CN="?([^",]+)/.exec(await certificate.SubjectName)?.[1] ?? "сертификат";
    if (until > new Date()) rows.push({ certificate, name, until: until.toLocaleDateString("ru-RU") });
  }
  await store.Close();
  return rows;
}

async function sign(plugin, certificate, address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("подлинник не скачался");
  const signer = await plugin.CreateObjectAsync("CAdESCOM.CPSigner");
  await signer.propset_Certificate(certificate);
  await signer.propset_Options(WHOLE_CHAIN);
  const data = await plugin.CreateObjectAsync("CAdESCOM.CadesSignedData");
  await data.propset_ContentEncoding(BASE64);
  await data.propset_Content(base64(new Uint8Array(await answer.arrayBuffer())));
  return data.SignCades(signer, CADES_BES, true);
}

function base64(bytes) {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000) text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}

function put(signature) {
  const files = new DataTransfer();
  files.items.add(new File([signature], "подпись.sig", { type: "application/octet-stream" }));
  field.files = files.files;
}
