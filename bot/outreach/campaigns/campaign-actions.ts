export const campaignActions = {
  count: 'outreach_campaign_count',
  pause: 'outreach_campaign_pause',
  resume: 'outreach_campaign_resume',
  end: 'outreach_campaign_end',
  goOn: 'outreach_campaign_go_on',
} as const;

export type Steering = 'pause' | 'resume' | 'end';
