/** What auditors ask of a service while it runs. */
@NullMarked
package io.rmaflow.kit.audit;

import org.jspecify.annotations.NullMarked;
