"""What staff judge and look at: reports of wrong corrections, how replies kept to their briefs."""
