/** What is known of cases, contracts, units and products: intake keeps it, delivery reads it. */
@NullMarked
package io.rmaflow.notification.files;

import org.jspecify.annotations.NullMarked;
