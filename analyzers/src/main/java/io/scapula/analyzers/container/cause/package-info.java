/**
 * Why a container's run ended. Each family of causes is a {@link io.scapula.analyzers.container.cause.CauseFinder} that looks
 * at what is known of a {@link io.scapula.analyzers.container.cause.Death} and says how sure it is;
 * {@link io.scapula.analyzers.container.cause.Causes} ranks what they say.
 */
@NullMarked
package io.scapula.analyzers.container.cause;

import org.jspecify.annotations.NullMarked;
