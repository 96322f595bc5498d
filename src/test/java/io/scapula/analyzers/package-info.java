/** What the analyzers say about real captures: compared with what really happened, and with what they said before. */
@NullMarked
package io.scapula.analyzers;

import org.jspecify.annotations.NullMarked;
