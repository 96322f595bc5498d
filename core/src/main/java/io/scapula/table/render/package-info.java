/**
 * Tables as characters: text and HTML for people, CSV and JSON Lines for programs.
 *
 * <pre>{@code
 * TableRenderer people = new TextRenderer(160, ZoneOffset.UTC);      // a terminal of 160 columns
 * people.render(pods, System.out);
 *
 * try (Writer file = Files.newBufferedWriter(Path.of("pods.jsonl"))) {
 *     new JsonLinesRenderer().render(pods, file);
 * }
 * }</pre>
 *
 * <p>The {@linkplain io.scapula.table.render.TableRenderer renderers} know column types and nothing else. They
 * hold no state, so one may serve any number of threads, and they hand on row after row instead of building the whole
 * output first. The same table gives the same characters everywhere: no locale, clock or platform line end takes part.
 *
 * <h2>What a rendering keeps</h2>
 *
 * <p>JSON Lines keeps every value and every difference, so it is what a program should read. CSV keeps values, and
 * changes texts only where they could do harm (see {@link io.scapula.table.render.CsvRenderer}). Text and HTML
 * are for the eye: they round, shorten and cut, always visibly.
 *
 * <h2>Texts from a capture are an attacker's</h2>
 *
 * <p>A file name may hold the bytes that move a cursor, erase a line or turn reading direction.
 * {@link io.scapula.table.render.TerminalText} escapes them, and everything that prints a captured text to a terminal
 * goes through it: tables, messages, progress. A file name may hold a {@code <script>} as well:
 * {@link io.scapula.table.render.HtmlRenderer} makes plain characters of all markup.
 *
 * <h2>Parts of use elsewhere</h2>
 *
 * <p>{@link io.scapula.table.render.TimeFormat} and {@link io.scapula.table.render.DurationFormat} write times and
 * durations as the tables do; {@link io.scapula.table.render.DisplayWidth} says how many columns of a terminal a text
 * takes.
 */
@NullMarked
package io.scapula.table.render;

import org.jspecify.annotations.NullMarked;
