package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.SegmentServiceException;
import java.time.Duration;

/** What an attempt came to. */
sealed interface Verdict {
    /** The verdict for a log, without what the backend sent. */
    String inWords();

    /** It was carried out. */
    record Done(Answer answer) implements Verdict {
        @Override
        public String inWords() {
            return "HTTP " + answer.httpStatus() + ", done";
        }
    }

    /** It was surely not carried out, and asking again would not change that. */
    record Refused(SegmentServiceException why) implements Verdict {
        @Override
        public String inWords() {
            return String.valueOf(why.getMessage());
        }
    }

    /** There is no such segment. */
    record Missing(BackendAnswer answer) implements Verdict {
        @Override
        public String inWords() {
            return answer.toString();
        }
    }

    /**
     * It was surely not carried out because the session is over.
     *
     * @param why what to throw if a new session does not help
     * @param isOfOthers whether the session was that of another client, which may have been over for long
     */
    record LoggedOut(SegmentServiceException why, boolean isOfOthers) implements Verdict {
        @Override
        public String inWords() {
            return String.valueOf(why.getMessage());
        }
    }

    /**
     * It failed in a way that may pass.
     *
     * @param why what to throw if it does not
     * @param inDoubt whether it may have been carried out all the same
     * @param worthRepeating whether another attempt may fare better
     * @param pause how long to wait before another attempt; what the backend asks for, zero if it does not say, until it is known
     *     which attempt it was
     */
    record Failed(SegmentServiceException why, boolean inDoubt, boolean worthRepeating, Duration pause)
            implements Verdict {
        Failed waiting(Duration before) {
            return new Failed(why, inDoubt, worthRepeating, before);
        }

        @Override
        public String inWords() {
            return String.valueOf(why.getMessage());
        }
    }

    /** It was surely not carried out, because it was not sent, and will not be. */
    static Verdict notSent(SegmentServiceException why) {
        return new Failed(why, false, false, Duration.ZERO);
    }
}
