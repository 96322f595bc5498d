/** What the build promises about its own shape: which module imports which, no network, null-safety everywhere. */
@NullMarked
package io.scapula.architecture;

import org.jspecify.annotations.NullMarked;
