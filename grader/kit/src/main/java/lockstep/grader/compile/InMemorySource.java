package lockstep.grader.compile;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
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

    /** A class and its file have one name, whether or not an editor has taken the accents of either apart. */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return super.isNameCompatible(Normalizer.normalize(simpleName, Normalizer.Form.NFC), kind)
                || super.isNameCompatible(simpleName, kind);
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
