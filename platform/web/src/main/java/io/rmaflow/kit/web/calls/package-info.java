/** What every service can be asked beside its own calls: its events, and what needs an operator. */
@NullMarked
package io.rmaflow.kit.web.calls;

import org.jspecify.annotations.NullMarked;
