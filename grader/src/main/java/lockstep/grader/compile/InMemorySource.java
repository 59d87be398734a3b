package lockstep.grader.compile;

import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.SimpleJavaFileObject;
import lockstep.grader.submission.SourceFile;

/** A source file as the compiler wants it. */
final class InMemorySource extends SimpleJavaFileObject {

    private final SourceFile source;

    InMemorySource(SourceFile source) {
        super(uri(source), Kind.SOURCE);
        this.source = source;
    }

    SourceFile source() {
        return source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.text();
    }

    private static URI uri(SourceFile source) {
        try {
            return new URI("submission", null, "/" + source.path(), null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(source.path(), e);
        }
    }
}
