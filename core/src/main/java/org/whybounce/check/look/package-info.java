/// What the checks of one domain share: its mail hosts, name servers, services and zone, each looked up once.
@NullMarked
package org.whybounce.check.look;

import org.jspecify.annotations.NullMarked;
