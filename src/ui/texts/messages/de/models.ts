import type { MessageTable } from "../translate-message";

/** What is said of models: downloads, the store, imports, conversion, what suits a device. */
export const models: MessageTable = {
  "Published for 16-bit weights. In the winners' own table (14B model, 12 samples) 4-bit weights cost 6 to 10 points of the majority's accuracy.":
    "Veröffentlicht für 16-Bit-Gewichte. In der Tabelle der Wettbewerbssieger (Modell 14B, 12 Versuche) kosteten 4-Bit-Gewichte bei der Abstimmung 6 bis 10 Prozentpunkte.",
  "Published for 16-bit weights. In the winners' own table (14B model, 12 samples) 8-bit weights cost nothing.":
    "Veröffentlicht für 16-Bit-Gewichte. In der Tabelle der Wettbewerbssieger (Modell 14B, 12 Versuche) kosteten 8-Bit-Gewichte nichts.",
  "{0} by NVIDIA, under CC BY 4.0; quantised to GGUF ({1}) by bartowski.":
    "{0} von NVIDIA, unter CC BY 4.0; von bartowski in GGUF ({1}) quantisiert.",
  "A small model that comes with this app and needs no download. It shows how solving works and knows some kinds of school problems. It is not OpenMath, and far weaker.":
    "Ein kleines Modell, das mit dieser App kommt und keinen Download braucht. Es zeigt, wie das Lösen funktioniert, und kennt einige Arten von Schulaufgaben. Es ist nicht OpenMath und weit schwächer.",
  "Trained by this project, on data of its own.":
    "Von diesem Projekt trainiert, mit eigenen Daten.",
  "The smallest OpenMath model in 8 bits: as accurate as it was published, and the best choice for a GPU, which draws many samples of it together.":
    "Das kleinste OpenMath-Modell mit 8 Bit: so genau, wie es veröffentlicht wurde, und die beste Wahl für eine GPU, die damit viele Versuche zugleich rechnet.",
  "A larger OpenMath model in 4 bits, for computers with a large GPU.":
    "Ein größeres OpenMath-Modell mit 4 Bit, für Computer mit einer großen GPU.",
  "it does not write the question exactly once": "sie schreibt die Frage nicht genau einmal",
  "what it writes depends on the question": "was sie schreibt, hängt von der Frage ab",
  "it is too long": "sie ist zu lang",
  "it takes too long": "sie braucht zu lange",
  "{0} can't be read any more: it was changed, moved or removed, or the device it lies on. Choose it again.":
    "{0} kann nicht mehr gelesen werden: Die Datei oder der Datenträger, auf dem sie liegt, wurde verändert, verschoben oder entfernt. Wählen Sie sie noch einmal.",
  "{0} ends too early: its download or copy was interrupted. Get it again.":
    "{0} endet zu früh: Der Download oder das Kopieren wurde unterbrochen. Holen Sie die Datei noch einmal.",
  "mlc-chat-config.json of this package is damaged or of an unknown form ({0}: {1}). Get the package again.":
    "mlc-chat-config.json dieses Pakets ist beschädigt oder von unbekannter Form ({0}: {1}). Holen Sie das Paket noch einmal.",
  "The model has no tensor {0}: a file of it is missing, or it is of another kind.":
    "Das Modell hat keinen Tensor {0}: Eine Datei fehlt, oder es ist von anderer Art.",
  "The tensor {0} has the shape {1} × {2} in place of {3}: the model's files don't belong together.":
    "Der Tensor {0} hat die Form {1} × {2} anstelle von {3}: Die Dateien des Modells gehören nicht zusammen.",
  "The rows of this model's matrices ({0} numbers) can't be cut into groups of {1}. Choose the format q0f16 or q0f32.":
    "Die Zeilen der Matrizen dieses Modells ({0} Zahlen) lassen sich nicht in Gruppen von {1} teilen. Wählen Sie das Format q0f16 oder q0f32.",
  "The tensor {0} holds {1}, which is too large for 16 bits. Choose a format with f32.":
    "Der Tensor {0} enthält {1}; das ist zu groß für 16 Bit. Wählen Sie ein Format mit f32.",
  "The tensor {0} holds {1}, which is no weight: the file is damaged. Get it again.":
    "Der Tensor {0} enthält {1}; das ist kein Gewicht: Die Datei ist beschädigt. Holen Sie sie noch einmal.",
  "{0} belongs to a model of {1} files, and {2} were given. Give all of them, and nothing else.":
    "{0} gehört zu einem Modell aus {1} Dateien, und angegeben wurden {2}. Geben Sie alle an, und sonst nichts.",
  "This is a model of the architecture “{0}”. Only “{1}” models, such as OpenMath-Nemotron, can be converted. Use it as it is.":
    "Das ist ein Modell der Architektur „{0}“. Nur „{1}“-Modelle wie OpenMath-Nemotron können umgewandelt werden. Verwenden Sie es, wie es ist.",
  "This model stretches its positions (RoPE scaling “{0}”), which the GPU engine doesn't know. Use it as it is.":
    "Dieses Modell streckt seine Positionen (RoPE-Skalierung „{0}“); das kennt die GPU-Engine nicht. Verwenden Sie es, wie es ist.",
  "This GGUF file lacks “{0}”. Choose another one of the same model.":
    "Dieser GGUF-Datei fehlt „{0}“. Wählen Sie eine andere desselben Modells.",
  "{0} stores weights as {1}, which would lose accuracy twice. Take the file of the same model whose name ends in Q8_0, F16 or BF16.":
    "{0} speichert Gewichte als {1}; dabei ginge zweimal Genauigkeit verloren. Nehmen Sie die Datei desselben Modells, deren Name auf Q8_0, F16 oder BF16 endet.",
  "type {0}": "Typ {0}",
  "This file's vocabulary is of the kind “{0}/{1}”, and only “gpt2” with {2} can be read. Use the model as it is, or take the safetensors files of it.":
    "Das Vokabular dieser Datei ist von der Art „{0}/{1}“, und nur „gpt2“ mit {2} kann gelesen werden. Verwenden Sie das Modell, wie es ist, oder nehmen Sie seine safetensors-Dateien.",
  "{0} bytes": "{0} Bytes",
  "The package has no file {0}. Get it again.":
    "Das Paket hat keine Datei {0}. Holen Sie es noch einmal.",
  "The package says that {0} has {1} bytes, and its shape means {2}. Get the package again.":
    "Laut dem Paket hat {0} {1} Bytes, nach seiner Form müssten es {2} sein. Holen Sie das Paket noch einmal.",
  "There is no model to convert: neither a .gguf file nor .safetensors files. PyTorch's .bin and .pt files can't be read.":
    "Es gibt kein Modell zum Umwandeln: weder eine .gguf-Datei noch .safetensors-Dateien. Die .bin- und .pt-Dateien von PyTorch können nicht gelesen werden.",
  "{0} is too large to be what its name says. Get it again.":
    "{0} ist zu groß für das, was der Name sagt. Holen Sie die Datei noch einmal.",
  "{0} is not as expected ({1}: {2}). Get it again, or take another model.":
    "{0} ist nicht wie erwartet ({1}: {2}). Holen Sie die Datei noch einmal, oder nehmen Sie ein anderes Modell.",
  "its contents": "ihr Inhalt",
  "{0} is cut off or damaged: it is no JSON. Get it again.":
    "{0} ist abgeschnitten oder beschädigt: Es ist kein JSON. Holen Sie die Datei noch einmal.",
  "{0} is empty. Get it again.": "{0} ist leer. Holen Sie die Datei noch einmal.",
  "{0} is a web page, saved in place of the file. Download it again; you may have to log in.":
    "{0} ist eine Webseite, die anstelle der Datei gesichert wurde. Laden Sie sie noch einmal herunter; vielleicht müssen Sie sich anmelden.",
  "{0} only says where Git LFS keeps the file. Run “git lfs pull” in its folder.":
    "{0} sagt nur, wo Git LFS die Datei aufbewahrt. Führen Sie „git lfs pull“ in ihrem Ordner aus.",
  "{0} stores {1} as {2}. Take the model's files with 16 or 32 bits (BF16, F16, F32).":
    "{0} speichert {1} als {2}. Nehmen Sie die Dateien des Modells mit 16 oder 32 Bit (BF16, F16, F32).",
  "{0} is no safetensors file, or its header is damaged. Get it again.":
    "{0} ist keine safetensors-Datei, oder ihr Kopf ist beschädigt. Holen Sie sie noch einmal.",
  "{0} is missing: a model in safetensors files needs it beside them. Get it from where the model came from.":
    "{0} fehlt: Ein Modell in safetensors-Dateien braucht diese Datei daneben. Holen Sie sie von dort, woher das Modell kam.",
  "This is a model of the type “{0}”. Only “{1}” models, such as OpenMath-Nemotron, can be converted.":
    "Das ist ein Modell des Typs „{0}“. Nur „{1}“-Modelle wie OpenMath-Nemotron können umgewandelt werden.",
  "These weights are quantised already. Take the model's original files (BF16, F16 or F32).":
    "Diese Gewichte sind schon quantisiert. Nehmen Sie die Originaldateien des Modells (BF16, F16 oder F32).",
  "This model stretches its positions or sees only a window of its text (rope_scaling, use_sliding_window in config.json), which the GPU engine doesn't know. Choose another one.":
    "Dieses Modell streckt seine Positionen oder sieht nur ein Fenster seines Textes (rope_scaling, use_sliding_window in config.json); das kennt die GPU-Engine nicht. Wählen Sie ein anderes.",
  "tensor-cache.json of this package is damaged or of an unknown form. Get the package again.":
    "tensor-cache.json dieses Pakets ist beschädigt oder von unbekannter Form. Holen Sie das Paket noch einmal.",
  "The tensor {0} in {1} has the shape [{2}], which no model of this kind has.":
    "Der Tensor {0} in {1} hat die Form [{2}]; die hat kein Modell dieser Art.",
  "The part of this page that keeps the models crashed ({0}). What is stored stays. Reload the page.":
    "Der Teil dieser Seite, der die Modelle aufbewahrt, ist abgestürzt ({0}). Was gespeichert ist, bleibt. Laden Sie die Seite neu.",
  "The part of this page that keeps the models crashed. What is stored stays. Reload the page.":
    "Der Teil dieser Seite, der die Modelle aufbewahrt, ist abgestürzt. Was gespeichert ist, bleibt. Laden Sie die Seite neu.",
  "Demonstration model": "Demonstrationsmodell",
  "it has {0} bytes instead of {1}": "sie hat {0} Bytes statt {1}",
  "the server names another version of it": "der Server nennt eine andere Version davon",
  "The file on the server is another one than before: {0}. Nothing of it was mixed with what is stored. Start again to get the new one.":
    "Die Datei auf dem Server ist eine andere als vorher: {0}. Nichts davon wurde mit dem Gespeicherten vermischt. Beginnen Sie von vorn, um die neue zu holen.",
  "The server sent another part of the file than was asked for.":
    "Der Server hat einen anderen Teil der Datei gesendet als verlangt.",
  "The file on the server is shorter than before, so it is another one. Start again to get it.":
    "Die Datei auf dem Server ist kürzer als vorher, also eine andere. Beginnen Sie von vorn, um sie zu holen.",
  "The server is busy.": "Der Server ist beschäftigt.",
  "The server answered with an error (HTTP {0}).":
    "Der Server hat mit einem Fehler geantwortet (HTTP {0}).",
  "The server doesn't give this file to everyone (HTTP {0}). Download it by hand, with the login it wants, and import the file here.":
    "Der Server gibt diese Datei nicht jedem (HTTP {0}). Laden Sie sie von Hand herunter, mit der Anmeldung, die er verlangt, und importieren Sie die Datei hier.",
  "There is no such file on the server (HTTP {0}). Check the address.":
    "Auf dem Server gibt es diese Datei nicht (HTTP {0}). Prüfen Sie die Adresse.",
  "The server refuses to send this file (HTTP {0}). Check the address.":
    "Der Server weigert sich, diese Datei zu senden (HTTP {0}). Prüfen Sie die Adresse.",
  "What lies at this address is no GGUF model file. Nothing of it was kept. Check the address: it must lead to the file itself, which ends in .gguf.":
    "Was unter dieser Adresse liegt, ist keine GGUF-Modelldatei. Nichts davon wurde behalten. Prüfen Sie die Adresse: Sie muss zur Datei selbst führen, deren Name auf .gguf endet.",
  "A web page came instead of the model. A network that wants a login sends one, and so does a wrong address. Nothing of it was kept. Log in to the network or check the address, then go on.":
    "Anstelle des Modells kam eine Webseite. Ein Netz, das eine Anmeldung will, schickt eine, und eine falsche Adresse auch. Nichts davon wurde behalten. Melden Sie sich im Netz an, oder prüfen Sie die Adresse, und setzen Sie dann fort.",
  "This server can't go on in the middle of a file: it sends again what is already here.":
    "Dieser Server kann mitten in einer Datei nicht weitermachen: Er sendet noch einmal, was schon da ist.",
  "{0} came wholly, but it isn't the expected file: its SHA-256 is {1} and not {2}. Which part is wrong can't be told, so it isn't used. Start again.":
    "{0} ist vollständig angekommen, aber nicht die erwartete Datei: Der SHA-256 ist {1} und nicht {2}. Welcher Teil falsch ist, lässt sich nicht sagen, deshalb wird sie nicht verwendet. Beginnen Sie von vorn.",
  "{0} is another file on the server than when its download began. Nothing of it was mixed with what is stored. Start again to get the new one.":
    "{0} ist auf dem Server eine andere Datei als zu Beginn des Downloads. Nichts davon wurde mit dem Gespeicherten vermischt. Beginnen Sie von vorn, um die neue zu holen.",
  "{0} is too short for a model file. Check the model's address.":
    "{0} ist zu kurz für eine Modelldatei. Prüfen Sie die Adresse des Modells.",
  "This device gives other bytes back than were stored. Free some space or restart the browser, then go on.":
    "Dieses Gerät gibt andere Bytes zurück, als gespeichert wurden. Schaffen Sie Platz, oder starten Sie den Browser neu, und setzen Sie dann fort.",
  "{0} came from a file on a disk and has no address. Import the file again.":
    "{0} kam aus einer Datei auf einem Datenträger und hat keine Adresse. Importieren Sie die Datei noch einmal.",
  "The browser has no room left for this model. What came is kept. Delete a stored model or free about {0} MB on this device, then go on.":
    "Der Browser hat keinen Platz mehr für dieses Modell. Was da ist, bleibt. Löschen Sie ein gespeichertes Modell, oder schaffen Sie etwa {0} MB auf diesem Gerät, und setzen Sie dann fort.",
  "The server sent the whole file instead of a part.":
    "Der Server hat die ganze Datei gesendet statt eines Teils.",
  "The server sent more than it was asked for.": "Der Server hat mehr gesendet als verlangt.",
  "The connection broke.": "Die Verbindung ist abgebrochen.",
  "{0} sends only the whole file, not a part of it. Delete the model and download it again.":
    "{0} sendet nur die ganze Datei, keinen Teil davon. Löschen Sie das Modell, und laden Sie es noch einmal herunter.",
  "The server sent more than the file's length.":
    "Der Server hat mehr gesendet, als die Datei lang ist.",
  "The server of {0} doesn't say how long the file is, so nobody could tell whether it came wholly. Download it by hand and import the file here, or use another address.":
    "Der Server von {0} gibt nicht an, wie lang die Datei ist; niemand könnte also sagen, ob sie vollständig ankam. Laden Sie sie von Hand herunter, und importieren Sie sie hier, oder nehmen Sie eine andere Adresse.",
  "The server's {0} is not the expected file: it announces the SHA-256 {1}, not {2}. What came before is kept.":
    "{0} auf dem Server ist nicht die erwartete Datei: Er kündigt den SHA-256 {1} an, nicht {2}. Was vorher ankam, bleibt.",
  "{0} can't be reached, or doesn't let web pages read this file (CORS).":
    "{0} ist nicht erreichbar oder lässt Webseiten diese Datei nicht lesen (CORS).",
  "{0} doesn't answer.": "{0} antwortet nicht.",
  "The server fell silent.": "Der Server ist verstummt.",
  "There is no network connection. It goes on by itself when there is one.":
    "Es gibt keine Netzverbindung. Es geht von selbst weiter, wenn wieder eine da ist.",
  "{0} It is tried again in {1} s.": "{0} In {1} s wird es noch einmal versucht.",
  "There is no network connection. Connect, then try again.":
    "Es gibt keine Netzverbindung. Verbinden Sie sich, und versuchen Sie es dann noch einmal.",
  "{0} It was tried several times. What came is kept; go on later.":
    "{0} Es wurde mehrmals versucht. Was da ist, bleibt; setzen Sie später fort.",
  "The browser doesn't tell how much memory the GPU has. About {0} are needed; where that is missing, loading fails.":
    "Der Browser verrät nicht, wie viel Speicher die GPU hat. Gebraucht werden etwa {0}; fehlen sie, scheitert das Laden.",
  "The samples share room for {0} tokens. When it is used up, the newest one waits.":
    "Die Versuche teilen sich Platz für {0} Token. Ist er verbraucht, wartet der neueste.",
  "Memory limits the length: the longest solutions are cut off.":
    "Der Speicher begrenzt die Länge: Die längsten Lösungen werden abgeschnitten.",
  "The GPU engine can't run it because {0}.":
    "Die GPU-Engine kann es nicht ausführen; der Grund: {0}.",
  "This package is a {0} model in the format {1}, which the GPU engine doesn't know.":
    "Dieses Paket ist ein {0}-Modell im Format {1}; das kennt die GPU-Engine nicht.",
  "Choose another package, or the model as a GGUF file.":
    "Wählen Sie ein anderes Paket, oder das Modell als GGUF-Datei.",
  "This package runs on a GPU only, and here {0}.":
    "Dieses Paket läuft nur auf einer GPU, und hier gilt: {0}.",
  "This package runs on a GPU only, and it can't here because {0}.":
    "Dieses Paket läuft nur auf einer GPU, und hier geht das nicht; der Grund: {0}.",
  "Choose the same model as a GGUF file, which also runs on the CPU.":
    "Wählen Sie dasselbe Modell als GGUF-Datei, die auch auf der CPU läuft.",
  "The browser doesn't tell how much memory there is. The GPU needs about {0} for it; where that is missing, loading fails.":
    "Der Browser verrät nicht, wie viel Speicher da ist. Die GPU braucht dafür etwa {0}; fehlen sie, scheitert das Laden.",
  "The GPU takes only small tensors, so the CPU computes the last layer. That is slower.":
    "Die GPU nimmt nur kleine Tensoren, deshalb berechnet die CPU die letzte Schicht. Das ist langsamer.",
  "This model can't be tested on the GPU because {0}.":
    "Dieses Modell lässt sich auf der GPU nicht testen; der Grund: {0}.",
  "The test gave figures that can't be right. Try again.":
    "Der Test ergab Zahlen, die nicht stimmen können. Versuchen Sie es noch einmal.",
  "The test broke off. Reload the page and try again.":
    "Der Test ist abgebrochen. Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
  "The GPU's memory does not suffice for it.": "Der Speicher der GPU reicht dafür nicht.",
  "No GPU can be used: {0}.": "Es kann keine GPU verwendet werden: {0}.",
  "The browser doesn't tell how much memory there is: it may not suffice.":
    "Der Browser verrät nicht, wie viel Speicher da ist: Er reicht vielleicht nicht.",
  "The CPU draws one sample after the other, and slowly: a long solution can take an hour.":
    "Die CPU rechnet einen Versuch nach dem anderen, und langsam: Eine lange Lösung kann eine Stunde dauern.",
  "It uses one thread only, because this page is not cross-origin isolated.":
    "Es verwendet nur einen Thread, weil diese Seite nicht ursprungsübergreifend isoliert ist.",
  "Memory limits how many samples are drawn at a time; the others wait.":
    "Der Speicher begrenzt, wie viele Versuche zugleich laufen; die anderen warten.",
  "It needs about {0} of memory. Without a GPU a browser gives it 4 GB at most, and here {1}.":
    "Es braucht etwa {0} Arbeitsspeicher. Ohne GPU gibt ein Browser ihm höchstens 4 GB, und hier gilt: {1}.",
  "It needs about {0} of memory, more than this device can spare (about {1}).":
    "Es braucht etwa {0} Arbeitsspeicher, mehr als dieses Gerät erübrigen kann (etwa {1}).",
  "Choose a smaller model or one with fewer bits, or use a server of yours.":
    "Wählen Sie ein kleineres Modell oder eines mit weniger Bit, oder verwenden Sie einen Server von Ihnen.",
  "The server sent no part of the file.": "Der Server hat keinen Teil der Datei gesendet.",
  "The model file is cut off inside its header: the download or copy of it was interrupted. Download or copy it again.":
    "Die Modelldatei ist innerhalb ihres Kopfs abgeschnitten: Ihr Download oder Kopieren wurde unterbrochen. Laden oder kopieren Sie sie noch einmal.",
  "This is a web page, no model file. Check where it came from.":
    "Das ist eine Webseite, keine Modelldatei. Prüfen Sie, woher sie kam.",
  "This GGUF file was made for another kind of processor (big-endian). Choose another file.":
    "Diese GGUF-Datei wurde für eine andere Art von Prozessor gemacht (Big-Endian). Wählen Sie eine andere Datei.",
  "This GGUF file has the format's version {0}, and this app knows versions up to {1}. Update the app, or choose another file.":
    "Diese GGUF-Datei hat die Formatversion {0}, und diese App kennt Versionen bis {1}. Aktualisieren Sie die App, oder wählen Sie eine andere Datei.",
  "The model file's header is damaged or cut off. Download it again.":
    "Der Kopf der Modelldatei ist beschädigt oder abgeschnitten. Laden Sie sie noch einmal herunter.",
  "it names no architecture": "sie nennt keine Architektur",
  "it is of the type “{0}”": "sie ist vom Typ „{0}“",
  "This GGUF file holds no language model: {0}. Choose the file with the model's weights.":
    "Diese GGUF-Datei enthält kein Sprachmodell: {0}. Wählen Sie die Datei mit den Gewichten des Modells.",
  "This GGUF file holds no language model that this app knows: its header lacks “{0}.{1}”. Choose another file.":
    "Diese GGUF-Datei enthält kein Sprachmodell, das diese App kennt: Ihrem Kopf fehlt „{0}.{1}“. Wählen Sie eine andere Datei.",
  "The file at this address is empty or cut off. Check the address, or ask who runs the server.":
    "Die Datei unter dieser Adresse ist leer oder abgeschnitten. Prüfen Sie die Adresse, oder fragen Sie den Betreiber des Servers.",
  "{0} does not hold what it should. Check the address, or choose another model.":
    "{0} enthält nicht, was es sollte. Prüfen Sie die Adresse, oder wählen Sie ein anderes Modell.",
  "This page came over https, so the browser doesn't let it fetch from http addresses. Use an https address, or download the file by hand and import it here.":
    "Diese Seite kam über https, deshalb lässt der Browser sie nicht von http-Adressen laden. Nehmen Sie eine https-Adresse, oder laden Sie die Datei von Hand herunter, und importieren Sie sie hier.",
  "This device is offline. Connect it to the internet, then try again.":
    "Dieses Gerät ist offline. Verbinden Sie es mit dem Internet, und versuchen Sie es dann noch einmal.",
  "{0} Check the address and the connection, then try again.":
    "{0} Prüfen Sie Adresse und Verbindung, und versuchen Sie es dann noch einmal.",
  "{0}, licence: {1}": "{0}, Lizenz: {1}",
  "The repository {0} has no file {1}. Check the address.":
    "Das Repository {0} hat keine Datei {1}. Prüfen Sie die Adresse.",
  "This MLC package is not whole: its list names {0}, and the repository has no such file or another one. Choose another package.":
    "Dieses MLC-Paket ist nicht vollständig: Seine Liste nennt {0}, und das Repository hat diese Datei nicht oder eine andere. Wählen Sie ein anderes Paket.",
  "The repository {0}": "Das Repository {0}",
  "{0} holds {1} models. Add one of these names to the address, after {2}/{3}/blob/{4}/ – {5}":
    "{0} enthält {1} Modelle. Hängen Sie einen dieser Namen an die Adresse an, nach {2}/{3}/blob/{4}/ – {5}",
  "{0} holds no GGUF file and no MLC package. Choose another.":
    "{0} enthält weder eine GGUF-Datei noch ein MLC-Paket. Wählen Sie ein anderes.",
  "There is no model at this address: no MLC package, and a GGUF file's address ends in .gguf. Open the file's own page and copy its download link.":
    "Unter dieser Adresse ist kein Modell: kein MLC-Paket, und die Adresse einer GGUF-Datei endet auf .gguf. Öffnen Sie die Seite der Datei, und kopieren Sie den Link zum Herunterladen.",
  "no path": "kein Pfad",
  "This MLC package has no readable list of its weights ({0} or {1}). Choose another.":
    "Dieses MLC-Paket hat keine lesbare Liste seiner Gewichte ({0} oder {1}). Wählen Sie ein anderes.",
  "This is no address that a model can be fetched from: it must begin with https:// or http://.":
    "Das ist keine Adresse, von der ein Modell geholt werden kann: Sie muss mit https:// oder http:// beginnen.",
  "This address holds a user name or password, and browsers don't fetch such addresses. Download the file by hand and import it here.":
    "Diese Adresse enthält einen Benutzernamen oder ein Passwort, und solche Adressen holen Browser nicht. Laden Sie die Datei von Hand herunter, und importieren Sie sie hier.",
  "Browsers keep models only for pages that come over https, or from this computer itself (localhost). Open this page at such an address.":
    "Browser bewahren Modelle nur für Seiten auf, die über https oder von diesem Computer selbst (localhost) kommen. Öffnen Sie diese Seite unter einer solchen Adresse.",
  "Another tab runs a newer version of this app. Reload this page to go on with it here.":
    "In einem anderen Tab läuft eine neuere Version dieser App. Laden Sie diese Seite neu, um hier damit weiterzumachen.",
  "The browser closed the database of models. Reload the page to open it again.":
    "Der Browser hat die Datenbank der Modelle geschlossen. Laden Sie die Seite neu, um sie wieder zu öffnen.",
  "The model was deleted while a part of it was being stored.":
    "Das Modell wurde gelöscht, während ein Teil davon gespeichert wurde.",
  "The database of models was closed. Open it again.":
    "Die Datenbank der Modelle wurde geschlossen. Öffnen Sie sie wieder.",
  "An older version of this app is open in another tab and holds the stored models. Close or reload the other tabs of this app, then reload this one.":
    "Eine ältere Version dieser App ist in einem anderen Tab offen und hält die gespeicherten Modelle fest. Schließen Sie die anderen Tabs dieser App, oder laden Sie sie neu, und laden Sie dann diesen neu.",
  "{0} is not the file it should be: its SHA-256 is {1} and not {2}. Delete the model and get it again.":
    "{0} ist nicht die Datei, die es sein sollte: Der SHA-256 ist {1} und nicht {2}. Löschen Sie das Modell, und holen Sie es noch einmal.",
  "Part {0} of {1} of {2} is damaged on this device":
    "Teil {0} von {1} von {2} ist auf diesem Gerät beschädigt",
  "and it was made here. Delete the model and convert it again.":
    "und er wurde hier gemacht. Löschen Sie das Modell, und wandeln Sie es noch einmal um.",
  "and it came from a file. Import the file again: only what is damaged is replaced.":
    "und er kam aus einer Datei. Importieren Sie die Datei noch einmal: Nur das Beschädigte wird ersetzt.",
  "{0}, and fetching it again failed. {1}":
    "{0}, und ihn noch einmal zu holen ist gescheitert. {1}",
  "{0}, and the file at its address is another one now. Delete the model and download it again.":
    "{0}, und die Datei unter seiner Adresse ist jetzt eine andere. Löschen Sie das Modell, und laden Sie es noch einmal herunter.",
  "{0} is not wholly on this device. Go on with its download, or import it again.":
    "{0} ist nicht vollständig auf diesem Gerät. Setzen Sie den Download fort, oder importieren Sie es noch einmal.",
  "A newer version of this app has already used the stored models. They are left as they are. Reload the page to get the newer version.":
    "Eine neuere Version dieser App hat die gespeicherten Modelle schon verwendet. Sie bleiben, wie sie sind. Laden Sie die Seite neu, um die neuere Version zu bekommen.",
  "The browser's database for models can't be used ({0}). Private windows and blocked site data are the usual reasons; else restart the browser.":
    "Die Datenbank des Browsers für Modelle kann nicht verwendet werden ({0}). Meist liegt es an privaten Fenstern oder gesperrten Websitedaten; sonst starten Sie den Browser neu.",
  "The browser has no room left for this model. What is stored stays. Delete a stored model or free at least {0} MB on this device, then go on.":
    "Der Browser hat keinen Platz mehr für dieses Modell. Was gespeichert ist, bleibt. Löschen Sie ein gespeichertes Modell, oder schaffen Sie mindestens {0} MB auf diesem Gerät, und setzen Sie dann fort.",
  "This archive was not made by this app's export. Choose a .gguf file, or an exported model.":
    "Dieses Archiv wurde nicht vom Export dieser App gemacht. Wählen Sie eine .gguf-Datei oder ein exportiertes Modell.",
  "This archive is damaged: {0} is not where it should be. Export the model again.":
    "Dieses Archiv ist beschädigt: {0} ist nicht, wo es sein sollte. Exportieren Sie das Modell noch einmal.",
  "This archive ends too early, after {0} bytes: the copy of it was interrupted. Copy it again.":
    "Dieses Archiv endet zu früh, nach {0} Bytes: Das Kopieren wurde unterbrochen. Kopieren Sie es noch einmal.",
  "This model is no longer stored on this device.":
    "Dieses Modell ist nicht mehr auf diesem Gerät gespeichert.",
  "{0} has never been verified. Verify the model, then export it.":
    "{0} wurde nie geprüft. Prüfen Sie das Modell, und exportieren Sie es dann.",
  "{0} in this archive is damaged: its SHA-256 is wrong. Export or copy it again.":
    "{0} in diesem Archiv ist beschädigt: Der SHA-256 stimmt nicht. Exportieren oder kopieren Sie es noch einmal.",
  "The file changed while it was read. Wait until it is whole, then import it again.":
    "Die Datei hat sich geändert, während sie gelesen wurde. Warten Sie, bis sie vollständig ist, und importieren Sie sie dann noch einmal.",
  "This file is one of {0} parts of a model. Join them with llama-gguf-split --merge, then import the result.":
    "Diese Datei ist eine von {0} Teilen eines Modells. Fügen Sie sie mit llama-gguf-split --merge zusammen, und importieren Sie dann das Ergebnis.",
  "The file is cut off: it has {0} of {1}. Its download or copy was interrupted. Download or copy it again.":
    "Die Datei ist abgeschnitten: Sie hat {0} von {1}. Ihr Download oder Kopieren wurde unterbrochen. Laden oder kopieren Sie sie noch einmal.",
  "The file could not be read to its end: it was changed, moved or removed meanwhile, or the device it lies on. Choose it again.":
    "Die Datei konnte nicht zu Ende gelesen werden: Sie oder der Datenträger, auf dem sie liegt, wurde inzwischen verändert, verschoben oder entfernt. Wählen Sie sie noch einmal.",
  "The tab that worked on this model was closed. Go on with it here.":
    "Der Tab, der an diesem Modell arbeitete, wurde geschlossen. Setzen Sie es hier fort.",
  "This model is not stored here any more.": "Dieses Modell ist hier nicht mehr gespeichert.",
  "{0} Converted in this browser.": "{0} In diesem Browser umgewandelt.",
  "This model came from a file and has no address to download it from. Import the file again.":
    "Dieses Modell kam aus einer Datei und hat keine Adresse, von der es heruntergeladen werden kann. Importieren Sie die Datei noch einmal.",
  "Something went wrong that the app doesn't know ({0}). Reload the page and try again.":
    "Etwas ist schiefgegangen, das die App nicht kennt ({0}). Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
  "its file doesn't tell the epsilon of its norms":
    "seine Datei nennt das Epsilon seiner Normen nicht",
  "The smallest OpenMath model in 4 bits: the shortest download, and the least memory. Choose it where the 8-bit one doesn't fit.":
    "Das kleinste OpenMath-Modell mit 4 Bit: der kürzeste Download und der geringste Speicherbedarf. Nehmen Sie es, wo das mit 8 Bit nicht passt.",
  "The larger OpenMath model in 8 bits: as accurate as it was published, for a GPU with 12 GB of memory or more.":
    "Das größere OpenMath-Modell mit 8 Bit: so genau wie veröffentlicht, für eine GPU mit mindestens 12 GB Speicher.",
  "its weights are stored in a way that our GPU engine doesn't read ({0})":
    "seine Gewichte sind auf eine Weise gespeichert, die unsere GPU-Engine nicht liest ({0})",
};
