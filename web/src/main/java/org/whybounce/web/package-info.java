/// The web application: `Serve` reads the `Settings`, `Site` lays the routes, and every page shows the same
/// JSON
/// document
/// that the API answers with.
///
/// ```
/// Serve -> Settings -> Site = http (limits, problems, headers) + page (templates) + guide (Markdown) + share
/// (database)
/// ```
@NullMarked
package org.whybounce.web;

import org.jspecify.annotations.NullMarked;
