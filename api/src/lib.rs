//! The shapes of the JSON interface below `/api/v1`, shared by server and browser so that neither can drift.
