package io.scapula.format;

import io.scapula.format.event.ConversionRule;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an event with a given code and parameter count on its way to the current schema: every step of the
 * published conversion table, followed to its end once and kept.
 *
 * @param outcome   whether and how the event is shown
 * @param type      the type it is shown or remembered as; {@code null} for the type it has
 * @param sources   where each of the parameters comes from; none if it has those that were recorded
 * @param remember  whether it is kept to complete the exit event of its thread
 * @param textual  whether a parameter is the text that a container event of the oldest kind is turned into
 */
record Conversion(Outcome outcome, @Nullable EventType type, Source[] sources, boolean remember, boolean textual) {

    enum Outcome {
        /** Shown as recorded. */
        PASS,
        /** Shown with the parameters that the sources tell. */
        CONVERT,
        /** Not shown. */
        HIDE
    }

    /** Where a parameter comes from. */
    enum Origin {
        /** A parameter of the event itself. */
        RECORDED,
        /** A parameter of the enter event of the same thread. */
        ENTER,
        /** Zero, or all ones for user and group ids. */
        DEFAULT,
        /** Absent. */
        ABSENT,
        /** The text that a container event of the oldest kind is turned into. */
        CONTAINER_TEXT
    }

    /**
     * The source of one parameter.
     *
     * @param index     parameter index in the event it comes from
     * @param enterCode the code that the enter event must have, if it comes from there
     */
    record Source(Origin origin, int index, int enterCode) {
        static final Source ABSENT = new Source(Origin.ABSENT, 0, 0);

        static Source recorded(int index) {
            return new Source(Origin.RECORDED, index, 0);
        }
    }

    /** More steps than any chain of rules has. */
    private static final int MOST_STEPS = 50;

    /**
     * Follows the rules from an event code to the current schema.
     *
     * <p>Where the published reader gives up (no rule, more parameters than known), the event keeps what it has and the
     * missing parameters stay absent.
     */
    static Conversion resolve(
            EventTable table, Map<ConversionRule.Key, ConversionRule> rules, EventType recorded, int count) {
        EventType type = recorded;
        Source[] sources = new Source[count];
        Arrays.setAll(sources, Source::recorded);
        boolean changed = false;
        for (int step = 0; step < MOST_STEPS; step++) {
            if (type.unused()) {
                return hidden(false);
            }
            if (!type.converterManaged()) {
                return type.obsolete() ? hidden(false) : shown(type, sources, changed, false);
            }
            boolean current =
                    !type.obsolete() && sources.length == type.parameters().size();
            if (type.isExit() && current) {
                return shown(type, sources, changed, false);
            }
            ConversionRule rule = rules.get(new ConversionRule.Key(type.code(), sources.length));
            if (rule == null) {
                return shown(type, padded(sources, type.parameters().size()), true, false);
            }
            switch (rule.action()) {
                case PASS -> {
                    return shown(type, sources, changed, false);
                }
                case STORE -> {
                    return changed ? new Conversion(Outcome.HIDE, type, sources, true, false) : hidden(true);
                }
                case STORE_PASS -> {
                    return shown(type, sources, changed, true);
                }
                case ADD -> sources = append(sources, apply(rule, sources, type.code()));
                case CHANGE -> {
                    sources = apply(rule, sources, type.code());
                    type = table.get(rule.target());
                }
            }
            changed = true;
        }
        throw new IllegalStateException("the conversion rules for event code " + recorded.code() + " never end");
    }

    private static Conversion hidden(boolean remember) {
        return new Conversion(Outcome.HIDE, null, new Source[0], remember, false);
    }

    private static Conversion shown(EventType type, Source[] sources, boolean changed, boolean remember) {
        Source[] shown = changed ? sources : new Source[0];
        boolean textual = Arrays.stream(shown).anyMatch(source -> source.origin() == Origin.CONTAINER_TEXT);
        return new Conversion(changed ? Outcome.CONVERT : Outcome.PASS, type, shown, remember, textual);
    }

    private static Source[] padded(Source[] sources, int size) {
        Source[] padded = Arrays.copyOf(sources, Math.max(size, sources.length));
        Arrays.fill(padded, sources.length, padded.length, Source.ABSENT);
        return padded;
    }

    private static Source[] append(Source[] first, Source[] second) {
        List<Source> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(second));
        return all.toArray(Source[]::new);
    }

    private static Source[] apply(ConversionRule rule, Source[] sources, int code) {
        return rule.parameters().stream()
                .map(parameter -> switch (parameter.kind()) {
                    case OLD -> parameter.index() < sources.length ? sources[parameter.index()] : Source.ABSENT;
                    case ENTER -> new Source(Origin.ENTER, parameter.index(), code - 1);
                    case DEFAULT -> new Source(Origin.DEFAULT, 0, 0);
                    case NIL -> Source.ABSENT;
                    case CONTAINER_TEXT -> new Source(Origin.CONTAINER_TEXT, 0, 0);
                })
                .toArray(Source[]::new);
    }
}
