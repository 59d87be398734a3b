package lockstep.grader.worker.protocol;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockstep.grader.submission.SourceFile;

/**
 * What the compiler's process is asked.
 *
 * @param texts in UTF-8, by path; in bytes, because overlong strings are cut on their way
 * @param classPath a folder
 */
public record CompileRequest(Map<String, byte[]> texts, String classPath) {

    /** Returns the request to compile these sources. */
    public static CompileRequest of(List<SourceFile> sources, Path classPath) {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        sources.forEach(source -> texts.put(source.path(), source.text().getBytes(StandardCharsets.UTF_8)));
        return new CompileRequest(texts, classPath.toAbsolutePath().toString());
    }

    /** Returns the sources in their order. */
    public List<SourceFile> sources() {
        return texts.entrySet().stream()
                .map(text -> new SourceFile(text.getKey(), new String(text.getValue(), StandardCharsets.UTF_8)))
                .toList();
    }
}
