package lockstep.grader.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.language.Language;
import lockstep.grader.typo.Nearest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The language of the command line: which one is asked for, and how help and messages come to be in it. */
final class Speaking {

    private static final String OPTION = "--lang";

    private static final String MESSAGE = "grade: ";

    private Speaking() {}

    /** Returns the option of all commands, for their help and for what is wrong with it: when they run, it has been read. */
    static OptionSpec option() {
        ITypeConverter<String> known = code -> {
            if (!Language.codes().contains(code)) {
                throw new TypeConversionException("one of " + String.join(", ", Language.codes())
                        + " expected, found \"" + code + "\"" + Nearest.suggestion(code, Language.codes()));
            }
            return code;
        };
        return OptionSpec.builder(OPTION)
                .paramLabel("CODE")
                .type(String.class)
                .converters(known)
                .scopeType(ScopeType.INHERIT)
                .description("The language of what students read: " + String.join(" or ", Language.codes())
                        + "; JSON stays English. Default: that of LC_ALL, LC_MESSAGES or LANG.")
                .build();
    }

    /** Returns the language that a command asks for, else that of the environment. An unknown one is told where options are. */
    static Language asked(Map<String, String> environment, String... arguments) {
        String asked = null;
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                asked = arguments[i].substring(OPTION.length() + 1);
            } else if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                asked = arguments[i + 1];
            }
        }
        return Optional.ofNullable(asked).flatMap(Language::of).orElseGet(() -> Language.of(environment));
    }

    /** Returns a stream that says each message of the program in this language; other lines are for instructors. */
    static PrintStream stream(PrintStream to, Language language) {
        return language == Language.ENGLISH
                ? to
                : new PrintStream(to, true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String english) {
                        super.println(english.startsWith(MESSAGE) ? language.say(english) : english);
                    }
                };
    }

    /** Has all help of a command and of those below it said in this language. */
    static void help(CommandLine command, Language language) {
        if (language == Language.ENGLISH) {
            return;
        }
        Map<String, String> texts = new HashMap<>();
        below(command).forEach(each -> collect(each.getCommandSpec(), language, texts));
        command.setResourceBundle(new Bundle(texts));
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(Speaking::below));
    }

    private static void collect(CommandSpec command, Language language, Map<String, String> texts) {
        String prefix = command.qualifiedName(".") + ".";
        UsageMessageSpec usage = command.usageMessage();
        put(texts, prefix + "usage.description", usage.description(), language);
        put(texts, prefix + "usage.footer", usage.footer(), language);
        texts.put(prefix + "usage.synopsisHeading", said(usage.synopsisHeading(), language));
        texts.put(prefix + "usage.commandListHeading", said(usage.commandListHeading(), language));
        texts.put(prefix + "usage.exitCodeListHeading", said(usage.exitCodeListHeading(), language));
        List<String> statuses = new ArrayList<>();
        usage.exitCodeList().forEach((status, meaning) -> statuses.add(status + ":" + language.say(meaning)));
        for (int i = 0; i < statuses.size(); i++) {
            texts.put(prefix + "usage.exitCodeList." + i, statuses.get(i));
        }
        for (OptionSpec option : command.options()) {
            put(texts, prefix + option.longestName().replaceFirst("^-+", ""), option.description(), language);
        }
        command.positionalParameters()
                .forEach(each -> put(
                        texts, prefix + each.paramLabel() + "[" + each.index() + "]", each.description(), language));
    }

    private static void put(Map<String, String> texts, String key, String[] lines, Language language) {
        for (int i = 0; i < lines.length; i++) {
            texts.put(key + "." + i, said(lines[i], language));
        }
    }

    /** The line ends of a heading stay as they are. */
    private static String said(String text, Language language) {
        return Stream.of(text.split("(?<=^%n)|(?=%n$)", -1)).map(language::say).collect(Collectors.joining());
    }

    /** Texts by the keys of picocli. */
    private static final class Bundle extends ResourceBundle {

        private final Map<String, String> texts;

        Bundle(Map<String, String> texts) {
            this.texts = Map.copyOf(texts);
        }

        @Override
        protected @Nullable Object handleGetObject(String key) {
            return texts.get(key);
        }

        @Override
        protected Set<String> handleKeySet() {
            return texts.keySet();
        }

        @Override
        public Enumeration<String> getKeys() {
            return Collections.enumeration(texts.keySet());
        }
    }
}
