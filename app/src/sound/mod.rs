//! What a scan sounds and feels like: each event has a rhythm of its own, so that they differ in noise and with
//! hearing loss (OFF-45). Colour and words are the pages' part.

use crate::platform::{choice, choose, window};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, AudioContextState, OscillatorType};

/// What is to be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// A scan was counted, and is durable.
    Counted,
    /// Another bin is counted now.
    BinChanged,
    /// Twice the same, or already done.
    Duplicate,
    /// An unknown code, a wrong thing, too many.
    Wrong,
    /// A bin or box is finished.
    Finished,
    /// The server refused something.
    NeedsAttention,
}

/// One tone of a cue.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Tone {
    hertz: f32,
    ms: u32,
    gap_ms: u32,
}

const fn tone(hertz: f32, ms: u32, gap_ms: u32) -> Tone {
    Tone { hertz, ms, gap_ms }
}

impl Cue {
    const fn tones(self) -> &'static [Tone] {
        const COUNTED: &[Tone] = &[tone(880.0, 70, 0)];
        const BIN_CHANGED: &[Tone] = &[tone(660.0, 60, 0), tone(990.0, 60, 0)];
        const DUPLICATE: &[Tone] = &[tone(520.0, 90, 70), tone(520.0, 90, 0)];
        const WRONG: &[Tone] = &[tone(220.0, 320, 0)];
        const FINISHED: &[Tone] = &[tone(660.0, 70, 0), tone(880.0, 70, 0), tone(1_100.0, 70, 0)];
        const NEEDS_ATTENTION: &[Tone] = &[tone(330.0, 160, 80), tone(330.0, 160, 0)];
        match self {
            Self::Counted => COUNTED,
            Self::BinChanged => BIN_CHANGED,
            Self::Duplicate => DUPLICATE,
            Self::Wrong => WRONG,
            Self::Finished => FINISHED,
            Self::NeedsAttention => NEEDS_ATTENTION,
        }
    }

    const fn vibration(self) -> &'static [u32] {
        match self {
            Self::Counted => &[30],
            Self::BinChanged => &[30, 40, 30],
            Self::Duplicate => &[60, 60, 60],
            Self::Wrong => &[200, 80, 200],
            Self::Finished => &[40, 40, 120],
            Self::NeedsAttention => &[120, 80, 120],
        }
    }

    /// A square wave cuts through noise and cannot be taken for the others.
    const fn wave(self) -> OscillatorType {
        match self {
            Self::Wrong => OscillatorType::Square,
            _ => OscillatorType::Sine,
        }
    }
}

thread_local! {
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// How loud, from 0 to 100; kept on this device.
pub fn volume() -> u32 {
    choice("volume")
        .and_then(|text| text.parse().ok())
        .unwrap_or(80)
        .min(100)
}

/// Sets how loud.
pub fn set_volume(percent: u32) {
    choose("volume", Some(&percent.min(100).to_string()));
}

/// Makes sound possible: browsers allow it only from within a touch or a key press, so each of these tries.
pub fn unlock() {
    CONTEXT.with_borrow_mut(|context| {
        let context = match context {
            Some(context) => context,
            None => match AudioContext::new() {
                Ok(new) => context.insert(new),
                Err(_) => return,
            },
        };
        if context.state() == AudioContextState::Suspended {
            // Tried again with the next touch.
            let _ = context.resume();
        }
    });
}

/// Plays a cue and vibrates, as far as the device can. Never waits.
pub fn play(cue: Cue) {
    let pattern = cue
        .vibration()
        .iter()
        .map(|ms| JsValue::from_f64(f64::from(*ms)))
        .collect::<js_sys::Array>();
    // A device without a motor, or a page nobody touched yet: sound and light are enough.
    let _ = window().navigator().vibrate_with_pattern(&pattern);
    unlock();
    CONTEXT.with_borrow(|context| {
        if let Some(context) = context {
            // No loudspeaker: light and words are enough.
            let _ = sound(context, cue, volume());
        }
    });
}

fn sound(context: &AudioContext, cue: Cue, volume: u32) -> Result<(), JsValue> {
    if volume == 0 {
        return Ok(());
    }
    let loudness = f64::from(volume) / 100.0
        * if cue.wave() == OscillatorType::Square {
            0.35
        } else {
            0.9
        };
    let mut at = context.current_time();
    for tone in cue.tones() {
        let length = f64::from(tone.ms) / 1_000.0;
        let oscillator = context.create_oscillator()?;
        let gain = context.create_gain()?;
        oscillator.set_type(cue.wave());
        oscillator.frequency().set_value(tone.hertz);
        // Short ramps, or the loudspeaker clicks.
        let level = gain.gain();
        level.set_value_at_time(0.0, at)?;
        level.linear_ramp_to_value_at_time(loudness as f32, at + 0.005)?;
        level.set_value_at_time(loudness as f32, at + length - 0.01)?;
        level.linear_ramp_to_value_at_time(0.0, at + length)?;
        oscillator.connect_with_audio_node(&gain)?;
        gain.connect_with_audio_node(&context.destination())?;
        oscillator.start_with_when(at)?;
        oscillator.stop_with_when(at + length)?;
        at += length + f64::from(tone.gap_ms) / 1_000.0;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proves OFF-45 as far as rhythms go: right and wrong differ, and no two cues sound or feel alike.
    #[test]
    fn every_cue_has_a_rhythm_of_its_own() {
        let all = [
            Cue::Counted,
            Cue::BinChanged,
            Cue::Duplicate,
            Cue::Wrong,
            Cue::Finished,
            Cue::NeedsAttention,
        ];
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                assert_ne!(one.tones(), other.tones(), "{one:?} and {other:?}");
                assert_ne!(one.vibration(), other.vibration(), "{one:?} and {other:?}");
            }
        }
    }
}
