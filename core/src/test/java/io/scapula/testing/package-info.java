/**
 * Stories for tests: {@link io.scapula.testing.Workload} writes what processes do as the events of a capture, in the
 * shape of old and of current recorders; {@link io.scapula.testing.Replay} follows one through the state engine. Other
 * modules' tests get this package as the {@code tests} jar.
 */
@NullMarked
package io.scapula.testing;

import org.jspecify.annotations.NullMarked;
