/** Where bytes come from: mapped files, pipes, gzip and zstd streams, all behind one window of bytes. */
@NullMarked
package io.scapula.format.internal.source;

import org.jspecify.annotations.NullMarked;
