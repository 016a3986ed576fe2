// What every page loads.

import "./frame.js";
import "./reading.js";
import "./search.js";
import "./timelines.js";
import "./programs.js";
import "./whole.js";
