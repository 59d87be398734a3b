package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

/** Plays programs that are under test as a whole, scenario and all. */
final class Games {

    private static final Weaving WEAVING = new Weaving(name -> name.startsWith("lockstep.fixture."), name -> false);

    private Games() {}

    static SearchResult play(Class<?> game, String method) {
        try (Engine engine = new Engine(Games.class.getClassLoader(), WEAVING, 7)) {
            return engine.search(Scenario.of(game.getName(), method), Budget.STANDARD);
        }
    }

    static void assertCaught(SearchResult result) {
        assertThat(result.failure()).as(result.toString()).isNotNull();
    }

    static void assertSpared(SearchResult result) {
        assertThat(result.failure()).as(result.toString()).isNull();
        assertThat(result.notControlled()).isNull();
    }
}
