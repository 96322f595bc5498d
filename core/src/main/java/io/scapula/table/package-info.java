/**
 * Answers as tables: typed columns, rows in a defined order, and a reason wherever a value is missing.
 *
 * <p>Every analyzer and every query answers with a {@link io.scapula.table.Table}. It is immutable, lies wholly in
 * memory and knows nothing of captures, so it may be kept after the capture is closed and handed to any thread.
 *
 * <pre>{@code
 * Table.Builder shells = Table.builder(
 *         "shells",
 *         new Column("time", ColumnType.TIME, "when the shell started"),
 *         new Column("proc.name", ColumnType.TEXT, "name of the shell"),
 *         new Column("exit_code", ColumnType.INTEGER, "what a container runtime would report"),
 *         new Column("evidence", ColumnType.EVENTS, "the events that say so"));
 *
 * shells.addRow(1_795_438_755_007_571_331L, "sh", 137, new long[] {33167, 33719});
 * shells.row()
 *         .set("time", 1_795_438_756_000_000_000L)
 *         .set("proc.name", "bash")
 *         .set("exit_code", Absence.NOT_APPLICABLE);    // it never exited; evidence is NOT_RECORDED
 *
 * Table table = shells.build();
 * table.text(0, "proc.name");                           // "sh"
 * table.isAbsent(1, "exit_code");                       // true
 * }</pre>
 *
 * <h2>What a cell holds</h2>
 *
 * <p>A value of its column's {@link io.scapula.table.ColumnType}, or an {@link io.scapula.table.Absence}: why there is
 * none. Absent, zero, the empty text and the empty list of events are four different facts, here and in every
 * rendering that can tell them apart. Reading an absent cell with a typed getter throws, so that a forgotten check is
 * found by the first test and not in the middle of an incident.
 *
 * <h2>Units</h2>
 *
 * <p>Points in time are {@code long} nanoseconds since the epoch, durations {@code long} nanoseconds, and the evidence
 * of a row is a list of event numbers as {@code evt.num} counts them, from 1.
 *
 * <h2>Where to go next</h2>
 *
 * <p>{@link io.scapula.table.render} prints tables as text for people, and as CSV and JSON Lines for programs.
 */
@NullMarked
package io.scapula.table;

import org.jspecify.annotations.NullMarked;
