/** How the values of filters match: globs, path prefixes, addresses, options. Knows no filter and no event. */
@NullMarked
package io.scapula.filter.internal;

import org.jspecify.annotations.NullMarked;
