package lockstep.grader.classroom.page;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page in a headless Chromium, driven by its own protocol: nothing but the browser has to be installed. */
public final class Chromium implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SECONDS = 60;
    private static final Map<String, Integer> KEYS =
            Map.of("Tab", 9, "End", 35, "Home", 36, "ArrowLeft", 37, "ArrowRight", 39);

    private final Process browser;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private int number;

    /** Returns the browser's program, or nothing where there is none. */
    public static Optional<Path> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                .flatMap(name -> Arrays.stream(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page. */
    public Chromium(Path program, Path profile, URI page) throws IOException, InterruptedException {
        browser = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        HttpClient http = HttpClient.newHttpClient();
        URI debugger = URI.create(debugger());
        String pages = http.send(
                        HttpRequest.newBuilder(URI.create("http://" + debugger.getAuthority() + "/json/list"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        String target = JSON.readTree(pages)
                .valueStream()
                .filter(each -> each.get("type").asString().equals("page"))
                .map(each -> each.get("webSocketDebuggerUrl").asString())
                .findFirst()
                .orElseThrow();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(target), new Listener())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
        go(page);
    }

    private String debugger() throws IOException {
        BufferedReader err =
                new BufferedReader(new InputStreamReader(browser.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                Thread rest = new Thread(() -> err.lines().forEach(each -> {}), "browser-err");
                rest.setDaemon(true);
                rest.start();
                return line.substring("DevTools listening on ".length());
            }
        }
        throw new IOException("the browser ended before it could be driven");
    }

    public void go(URI page) throws InterruptedException {
        call("Page.navigate", Map.of("url", page.toString()));
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** Waits until an expression is true in the page. */
    public void await(String expression) throws InterruptedException {
        for (int i = 0; i < SECONDS * 20; i++) {
            if (run(expression).asBoolean(false)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("never true in the page: " + expression);
    }

    /** Returns the value of an expression in the page; promises are awaited. */
    public JsonNode run(String expression) throws InterruptedException {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    public void press(String key) throws InterruptedException {
        for (String type : List.of("keyDown", "keyUp")) {
            Map<String, Object> event = key.equals("Enter")
                    ? Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", 13, "text", "\r")
                    : Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", KEYS.getOrDefault(key, 9));
            call("Input.dispatchKeyEvent", event);
        }
    }

    public JsonNode call(String method, Map<String, Object> parameters) throws InterruptedException {
        int id = ++number;
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            JsonNode answer = answers.poll(SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no answer to " + method);
            }
            if (answer.path("id").asInt(0) == id) {
                return answer.path("result");
            }
        }
    }

    /** Returns what the page wrote to its console, errors above all. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Returns the addresses of everything that was loaded. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        socket.abort();
        browser.descendants().forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly();
        try {
            browser.waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode message = JSON.readTree(text.toString());
                text.setLength(0);
                String method = message.path("method").asString("");
                switch (method) {
                    case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled" ->
                        complaints.add(message.get("params").toString());
                    case "Network.requestWillBeSent" ->
                        requests.add(
                                message.get("params").get("request").get("url").asString());
                    default -> answers.add(message);
                }
            }
            from.request(1);
            return null;
        }
    }
}
