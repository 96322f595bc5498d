/**
 * Fuzzing: hostile bytes for everything that reads what somebody else wrote. A target takes bytes and fails if one of our
 * promises is broken; {@code docs/fuzzing.md} tells how one is run for long, and what becomes of what it finds.
 *
 * <p>Without Jazzer's agent, as in every build, a target runs once for each seed, and its short run changes the seeds from
 * a fixed random number on.
 */
@NullMarked
package io.scapula.fuzz;

import org.jspecify.annotations.NullMarked;
