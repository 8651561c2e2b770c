/**
 * What callers may take up: how often they call, how many work at once and how many wait for that,
 * how long a body may take. What is beyond a limit is refused at once with a problem that says when
 * to try again; nothing piles up where nobody sees it. Each instance counts for itself.
 */
@NullMarked
package io.rmaflow.kit.web.limits;

import org.jspecify.annotations.NullMarked;
