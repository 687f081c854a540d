import type { MessageTable } from "../translate-message";

/** What the engines say. */
export const engine: MessageTable = {
  "Enter the server's address, for example http://localhost:8000":
    "Geben Sie die Adresse des Servers ein, zum Beispiel http://localhost:8000",
  '"{0}" is not an address. It should look like http://localhost:8000':
    "„{0}“ ist keine Adresse. Sie sollte aussehen wie http://localhost:8000",
  'The address must start with http:// or https://, not {0}// as in "{1}".':
    "Die Adresse muss mit http:// oder https:// beginnen, nicht mit {0}// wie in „{1}“.",
  "Leave the user name and password out of the address; enter the key in its own field.":
    "Lassen Sie Benutzername und Passwort aus der Adresse weg; der Schlüssel gehört in das eigene Feld.",
  "unknown error": "unbekannter Fehler",
  "{0} (OpenAI-compatible server)": "{0} (OpenAI-kompatibler Server)",
  "This page was loaded over https, so the browser blocks {0}, which is http (mixed content). Give the server an https address, or open this app over http.":
    "Diese Seite wurde über https geladen, deshalb sperrt der Browser {0}, das http ist (gemischte Inhalte). Geben Sie dem Server eine https-Adresse, oder öffnen Sie diese App über http.",
  " It must also allow requests from this page (CORS), which came from {0}. Ollama: start it with OLLAMA_ORIGINS={1}. vLLM, SGLang and llama-server allow every page unless they were told otherwise; a proxy before them may not.":
    " Er muss auch Anfragen von dieser Seite erlauben (CORS), die von {0} kam. Ollama: Starten Sie es mit OLLAMA_ORIGINS={1}. vLLM, SGLang und llama-server erlauben jede Seite, wenn nichts anderes eingestellt ist; ein Proxy davor vielleicht nicht.",
  "No answer from {0}. Check the address, and that the server is running and can be reached from this computer.{1}":
    "Keine Antwort von {0}. Prüfen Sie die Adresse und ob der Server läuft und von diesem Computer aus erreichbar ist.{1}",
  ' The server says: "{0}"': " Der Server sagt: „{0}“",
  "{0} refused the API key (HTTP {1}). Enter the right key.{2}":
    "{0} hat den API-Schlüssel abgelehnt (HTTP {1}). Geben Sie den richtigen ein.{2}",
  "{0} does not know this model or route (HTTP 404). Check the model's name and that the server offers /v1/completions.{1}":
    "{0} kennt dieses Modell oder diesen Pfad nicht (HTTP 404). Prüfen Sie den Namen des Modells und ob der Server /v1/completions anbietet.{1}",
  "{0} is over its limit of requests (HTTP 429). Wait a while, or use fewer samples at a time.{1}":
    "{0} hat die Grenze seiner Anfragen erreicht (HTTP 429). Warten Sie eine Weile, oder lassen Sie weniger Versuche zugleich laufen.{1}",
  "{0} failed (HTTP {1}). Look at the server's log, then try again.{2}":
    "Bei {0} ist ein Fehler aufgetreten (HTTP {1}). Sehen Sie in das Protokoll des Servers, und versuchen Sie es dann noch einmal.{2}",
  "{0} refused the request (HTTP {1}).{2}": "{0} hat die Anfrage abgelehnt (HTTP {1}).{2}",
  '{0} broke off its answer. The server says: "{1}"':
    "{0} hat seine Antwort abgebrochen. Der Server sagt: „{1}“",
  "{0} broke the connection {1} times in one answer. Check the network and any proxy between here and the server, then try again.":
    "{0} hat die Verbindung bei einer Antwort {1}-mal abgebrochen. Prüfen Sie das Netz und jeden Proxy zwischen hier und dem Server, und versuchen Sie es dann noch einmal.",
  "The text does not fit into the server's context of {0} tokens. Shorten the problem, or start the server with a longer context.":
    "Der Text passt nicht in den Kontext des Servers von {0} Token. Kürzen Sie die Aufgabe, oder starten Sie den Server mit einem längeren Kontext.",
  "{0} has no list of models (/v1/models). Enter the model's name.":
    "{0} hat keine Liste der Modelle (/v1/models). Geben Sie den Namen des Modells ein.",
  "{0} answers, but not as an OpenAI-compatible server (/v1/models gave something else). Check the address: is it the model server's own?":
    "{0} antwortet, aber nicht als OpenAI-kompatibler Server (von /v1/models kam etwas anderes). Prüfen Sie die Adresse: Ist es die des Modellservers?",
  "{0} has no model loaded. Load one there, then try again.":
    "{0} hat kein Modell geladen. Laden Sie dort eines, und versuchen Sie es dann noch einmal.",
  '{0} has no model "{1}". It has: {2}{3}': "{0} hat kein Modell „{1}“, aber diese: {2}{3}",
  'Ollama wraps prompts for "{0}" into a chat template of its own, which garbles the format this app needs. Make a copy without it: a Modelfile with the three lines "FROM {1}", \'TEMPLATE "{{ .Prompt }}"\' and "PARAMETER num_ctx 16384", then "ollama create {2}-raw -f Modelfile", and enter that name here.':
    'Ollama packt Prompts für „{0}“ in eine eigene Chatvorlage; das verdirbt die Form, die diese App braucht. Machen Sie eine Kopie ohne sie: ein Modelfile mit den drei Zeilen "FROM {1}", \'TEMPLATE "{{ .Prompt }}"\' und "PARAMETER num_ctx 16384", dann "ollama create {2}-raw -f Modelfile", und geben Sie hier diesen Namen ein.',
  "the GPU's memory does not suffice for it": "der Speicher der GPU reicht dafür nicht",
  "the GPU's memory does not suffice for it (more than {0} are needed)":
    "der Speicher der GPU reicht dafür nicht (mehr als {0} werden gebraucht)",
  "{0} It could not be had again: {1}.": "{0} Sie war nicht wiederzubekommen: {1}.",
  "The problem has {0} tokens; this model holds {1} here. Shorten it.":
    "Die Aufgabe hat {0} Token; dieses Modell fasst hier {1}. Kürzen Sie sie.",
  "The model was unloaded.": "Das Modell wurde entladen.",
  "The model is loaded again, and the samples go on from their text.":
    "Das Modell wird neu geladen, und die Versuche gehen von ihrem Text aus weiter.",
  "The model is loaded again with half the memory for samples, so fewer are drawn at a time.":
    "Das Modell wird mit halb so viel Speicher für Versuche neu geladen; es laufen also weniger zugleich.",
  "The browser took the GPU away ({0}): often too little memory, or another program that crashed it.":
    "Der Browser hat die GPU weggenommen ({0}): Oft ist zu wenig Speicher da, oder ein anderes Programm brachte sie zum Absturz.",
  "The browser took the GPU away: often too little memory, or another program that crashed it.":
    "Der Browser hat die GPU weggenommen: Oft ist zu wenig Speicher da, oder ein anderes Programm brachte sie zum Absturz.",
  "The model has no tokenizer. Get it again.":
    "Das Modell hat keinen Tokenizer. Holen Sie es noch einmal.",
  "This package is a {0} model in the format {1}. The GPU engine runs Qwen2 models in {2}. Choose another package, or the model as a GGUF file.":
    "Dieses Paket ist ein {0}-Modell im Format {1}. Die GPU-Engine führt Qwen2-Modelle in {2} aus. Wählen Sie ein anderes Paket, oder das Modell als GGUF-Datei.",
  "The model has no tensor {0}. Get it again.":
    "Das Modell hat keinen Tensor {0}. Holen Sie es noch einmal.",
  "The GPU computed no numbers (NaN). Reload the page or use the CPU.":
    "Die GPU hat keine Zahlen berechnet (NaN). Laden Sie die Seite neu, oder nehmen Sie die CPU.",
  "The GPU's memory for this text is used up. Choose fewer samples or a shorter length.":
    "Der Speicher der GPU für diesen Text ist verbraucht. Wählen Sie weniger Versuche oder eine kürzere Länge.",
  "The model's tokenizer.json is damaged, or no byte-level BPE as Qwen models have it. Get the model again, or another one.":
    "tokenizer.json des Modells ist beschädigt oder kein Byte-BPE, wie Qwen-Modelle es haben. Holen Sie das Modell noch einmal, oder ein anderes.",
  "The model's tokenizer.json has parts that this app doesn't know. Choose another model.":
    "tokenizer.json des Modells hat Teile, die diese App nicht kennt. Wählen Sie ein anderes Modell.",
  "this browser has no WebGPU": "dieser Browser hat kein WebGPU",
  "the browser offers no WebGPU adapter": "der Browser bietet keinen WebGPU-Adapter an",
  "unnamed GPU": "GPU ohne Namen",
  "the GPU ({0}) lacks 16-bit arithmetic in shaders (shader-f16)":
    "der GPU ({0}) fehlt 16-Bit-Arithmetik in Shadern (shader-f16)",
  "llama.cpp answered in a form this app does not know. Reload the page; if it happens again, report it.":
    "llama.cpp antwortete in einer Form, die diese App nicht kennt. Laden Sie die Seite neu; passiert es wieder, melden Sie es.",
  "No model file was given. Choose one.": "Es wurde keine Modelldatei angegeben. Wählen Sie eine.",
  "llama.cpp did not take the GPU ({0})": "llama.cpp hat die GPU nicht genommen ({0})",
  "loading it on the GPU ({0}) failed: {1}": "das Laden auf der GPU ({0}) ist gescheitert: {1}",
  "{0} ({1} of {2} layers)": "{0} ({1} von {2} Schichten)",
  "Runs on the CPU because {0}.": "Läuft auf der CPU; der Grund: {0}.",
  "It has one thread because this page is not cross-origin isolated: the server that delivers it must send the COOP and COEP headers.":
    "Es hat einen Thread, weil diese Seite nicht ursprungsübergreifend isoliert ist: Der Server, der sie ausliefert, muss die COOP- und COEP-Kopfzeilen senden.",
  "CPU, {0} thread": "CPU, {0} Thread",
  "CPU, {0} threads": "CPU, {0} Threads",
  "The browser did not start llama.cpp's worker. Reload the page. If that does not help, the site forbids it: its Content-Security-Policy needs worker-src blob:.":
    "Der Browser hat den Worker von llama.cpp nicht gestartet. Laden Sie die Seite neu. Hilft das nicht, verbietet es die Website: Ihre Content-Security-Policy braucht worker-src blob:.",
  "llama.cpp ended without a result. Try again.":
    "llama.cpp endete ohne Ergebnis. Versuchen Sie es noch einmal.",
  "The text has {0} tokens and the context holds {1}. Shorten the problem, or choose a longer context.":
    "Der Text hat {0} Token, und der Kontext fasst {1}. Kürzen Sie die Aufgabe, oder wählen Sie einen längeren Kontext.",
  "llama.cpp crashed, most often for want of memory. Close other tabs or choose a smaller model or fewer samples, then try again. ({0})":
    "llama.cpp ist abgestürzt, meist aus Mangel an Speicher. Schließen Sie andere Tabs, oder wählen Sie ein kleineres Modell oder weniger Versuche, und versuchen Sie es dann noch einmal. ({0})",
  "llama.cpp failed while it wrote this text: the model's output was no valid text. Try another seed, or another model.":
    "llama.cpp ist beim Schreiben dieses Textes gescheitert: Die Ausgabe des Modells war kein gültiger Text. Versuchen Sie einen anderen Startwert oder ein anderes Modell.",
  "llama.cpp could not go on: {0}": "llama.cpp konnte nicht weitermachen: {0}",
  "There is not enough memory for this model. Choose a smaller model, a shorter context or fewer samples at a time, or close other tabs, then try again.":
    "Für dieses Modell ist nicht genug Speicher da. Wählen Sie ein kleineres Modell, einen kürzeren Kontext oder weniger Versuche zugleich, oder schließen Sie andere Tabs, und versuchen Sie es dann noch einmal.",
  "The model file is cut off or damaged. Download it again.":
    "Die Modelldatei ist abgeschnitten oder beschädigt. Laden Sie sie noch einmal herunter.",
  'Models of the kind "{0}" are not known to this app. Choose another model.':
    "Modelle der Art „{0}“ kennt diese App nicht. Wählen Sie ein anderes Modell.",
  "The file is no readable GGUF model. Choose another file, or download it again.":
    "Die Datei ist kein lesbares GGUF-Modell. Wählen Sie eine andere Datei, oder laden Sie sie noch einmal herunter.",
  'The model could not be loaded. llama.cpp says: "{0}"':
    "Das Modell konnte nicht geladen werden. llama.cpp sagt: „{0}“",
  "The model could not be loaded. No reason was given.":
    "Das Modell konnte nicht geladen werden. Ein Grund wurde nicht genannt.",
  "The model could not be fetched from {0}. Check the connection, then try again.":
    "Das Modell konnte nicht von {0} geholt werden. Prüfen Sie die Verbindung, und versuchen Sie es dann noch einmal.",
  "The model is not at {0} (HTTP {1}). Check its address.":
    "Unter {0} liegt das Modell nicht (HTTP {1}). Prüfen Sie die Adresse.",
  "The connection broke after {0} bytes of {1}. Try again.":
    "Die Verbindung brach nach {0} von {1} Bytes ab. Versuchen Sie es noch einmal.",
  "The model file is empty. Download it again.":
    "Die Modelldatei ist leer. Laden Sie sie noch einmal herunter.",
  "A web page came instead of the model file. Check the model's address.":
    "Anstelle der Modelldatei kam eine Webseite. Prüfen Sie die Adresse des Modells.",
  "This is no GGUF model file. Choose a file that ends in .gguf.":
    "Das ist keine GGUF-Modelldatei. Wählen Sie eine Datei, deren Name auf .gguf endet.",
  "the GPU's memory does not suffice for this model":
    "der Speicher der GPU reicht für dieses Modell nicht",
  "The model was not loaded.": "Das Modell wurde nicht geladen.",
  "The engine's worker crashed ({0}).": "Der Worker der Engine ist abgestürzt ({0}).",
  "The engine's worker crashed.": "Der Worker der Engine ist abgestürzt.",
  "The model stopped answering.": "Das Modell antwortet nicht mehr.",
  "The model did not answer when it was stopped.":
    "Das Modell hat nicht geantwortet, als es angehalten wurde.",
  "{0} Try again, or choose a smaller model.":
    "{0} Versuchen Sie es noch einmal, oder wählen Sie ein kleineres Modell.",
  "{0} It is loaded again, and the samples go on from their text.":
    "{0} Es wird neu geladen, und die Versuche machen von ihrem Text aus weiter.",
  "{0} It was loaded again too often. Solve again to load it once more, or choose a smaller model.":
    "{0} Es wurde zu oft neu geladen. Lösen Sie noch einmal, um es erneut zu laden, oder wählen Sie ein kleineres Modell.",
  "{0} It could not be loaded again: {1}": "{0} Es konnte nicht neu geladen werden: {1}",
  "{0} It was lost too often, so the CPU goes on from the samples' text; that is slower.":
    "{0} Sie ging zu oft verloren, deshalb macht die CPU von den Texten der Versuche aus weiter; das ist langsamer.",
  "This package needs a GPU, and it can't be used because {0}. Choose the same model as a GGUF file, or a smaller one.":
    "Dieses Paket braucht eine GPU, und sie kann nicht verwendet werden; der Grund: {0}. Wählen Sie dasselbe Modell als GGUF-Datei, oder ein kleineres.",
  "{0} It was lost too often to go on, and this package needs it. Choose a smaller model, or the same one as a GGUF file, which the CPU can run.":
    "{0} Sie ging zu oft verloren, um weiterzumachen, und dieses Paket braucht sie. Wählen Sie ein kleineres Modell, oder dasselbe als GGUF-Datei, die auch auf der CPU läuft.",
  "The GPU failed.": "Die GPU ist ausgefallen.",
  "you chose so": "Sie haben es so gewählt",
  "This model is no longer stored on this device. Get it again.":
    "Dieses Modell ist nicht mehr auf diesem Gerät gespeichert. Holen Sie es noch einmal.",
  "its weights are not of a kind that our GPU engine reads":
    "seine Gewichte sind nicht von einer Art, die unsere GPU-Engine liest",
  "the browser took the GPU away while the model was loaded":
    "der Browser hat die GPU weggenommen, während das Modell geladen wurde",
  "loading it on the GPU": "das Laden auf der GPU",
  "the GPU engine": "die GPU-Engine",
  "{0} failed: {1}": "{0} ist gescheitert: {1}",
  "the browser took the GPU away too often": "der Browser hat die GPU zu oft weggenommen",
  "The GPU has less memory than hoped, so there is room for fewer or shorter samples.":
    "Die GPU hat weniger Speicher als erhofft; deshalb ist Platz für weniger oder kürzere Versuche.",
  "The GPU's memory does not suffice ({0}). Choose a smaller model, or fewer samples.":
    "Der Speicher der GPU reicht nicht ({0}). Wählen Sie ein kleineres Modell oder weniger Versuche.",
  "its {0} is stored in a way that our GPU engine doesn't read (GGUF type {1})":
    "{0} ist auf eine Weise gespeichert, die unsere GPU-Engine nicht liest (GGUF-Typ {1})",
  "the rows of its {0} ({1} numbers) are no multiple of {2}":
    "die Zeilen von {0} ({1} Zahlen) sind kein Vielfaches von {2}",
  "the GPU's buffers are too small for its {0}": "die Puffer der GPU sind zu klein für {0}",
  "its heads of {0} numbers are of a size that our GPU engine doesn't know":
    "seine Köpfe haben {0} Zahlen, und diese Größe kennt unsere GPU-Engine nicht",
  "our GPU engine runs models of the architectures {0}, and this one is “{1}”":
    "unsere GPU-Engine führt Modelle der Architekturen {0} aus, und dieses ist „{1}“",
  "its files hold no tensor {0} that our GPU engine can read":
    "seine Dateien enthalten keinen Tensor {0}, den unsere GPU-Engine lesen kann",
  "The tensor {0} has the shape {1} × {2} in place of {3} × {4}: the model's file is damaged. Get it again.":
    "Der Tensor {0} hat die Form {1} × {2} statt {3} × {4}: Die Datei des Modells ist beschädigt. Holen Sie es noch einmal.",
  "it is a mixture of experts, which our GPU engine doesn't know":
    "es ist eine Mischung von Experten (MoE), und die kennt unsere GPU-Engine nicht",
  "only {0} of {1} numbers of its heads turn, which our GPU engine doesn't know":
    "nur {0} von {1} Zahlen seiner Köpfe drehen sich, und das kennt unsere GPU-Engine nicht",
  "it stretches its positions in a way that our GPU engine doesn't know (RoPE scaling “{0}”)":
    "es streckt seine Positionen auf eine Weise, die unsere GPU-Engine nicht kennt (RoPE-Skalierung „{0}“)",
  "its RoPE factors are of a kind that our GPU engine doesn't read":
    "seine RoPE-Faktoren sind von einer Art, die unsere GPU-Engine nicht liest",
  "The package has no tensor {0} of the right shape. Get it again.":
    "Das Paket hat keinen Tensor {0} der richtigen Form. Holen Sie es noch einmal.",
  "The package's 4-bit weights are damaged. Get it again.":
    "Die 4-Bit-Gewichte des Pakets sind beschädigt. Holen Sie es noch einmal.",
  "web-llm could not load {0}: {1}\nChoose the same model as a GGUF file, or another browser.":
    "web-llm konnte {0} nicht laden: {1}\nNehmen Sie dasselbe Modell als GGUF-Datei oder einen anderen Browser.",
  "WebGPU, {0} (web-llm, one sample at a time)": "WebGPU, {0} (web-llm, immer nur ein Versuch)",
  "web-llm has no model {0}. Choose one of its list, or give a package and a library by address.":
    "web-llm hat kein Modell {0}. Wählen Sie eines aus seiner Liste, oder geben Sie Paket und Bibliothek als Adresse an.",
  "the server answered {0} to {1}": "der Server antwortete {0} auf {1}",
  "The problem is longer than this model's {0} tokens. Shorten it.":
    "Die Aufgabe ist länger als die {0} Token dieses Modells. Kürzen Sie sie.",
  "web-llm could not be started. Check the connection and try again.":
    "web-llm konnte nicht gestartet werden. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.",
  "The GPU ran out of memory ({0}). Choose a smaller model, or fewer samples.":
    "Der GPU ging der Speicher aus ({0}). Wählen Sie ein kleineres Modell oder weniger Versuche.",
  "The GPU refused a step of the model ({0}).":
    "Die GPU hat einen Schritt des Modells abgelehnt ({0}).",
  "The engine failed and did not say why.":
    "Die Engine ist ausgefallen und hat nicht gesagt, warum.",
};
