/**
 * Captures for tests, written byte by byte: {@link io.scapula.format.testing.CaptureBytes} builds whole captures,
 * {@link io.scapula.format.testing.Reading} reads one to its end, {@link io.scapula.format.testing.BundledCaptures}
 * finds the recordings that come with the sources. Other modules' tests get this package as the {@code tests} jar.
 */
@NullMarked
package io.scapula.format.testing;

import org.jspecify.annotations.NullMarked;
